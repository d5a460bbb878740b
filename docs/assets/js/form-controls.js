// The controls of the form: one for each value, or for a list of plain values, of either file; and what is wrong beside each.
globalThis.kbFormControls = (() => {
  const { kind, isGroup } = kbFormFile, { make, newId, isEmpty } = kbFormPlaces
  const tidied = text => text.normalize("NFC").replace(/\r\n?/g, "\n").trim()

  return class {
    control(file, name, field, place, { help, required, key }) {
      const id = newId(), error = make("p", { class: "f__err", id: newId(), hidden: "" })
      const common = { lang: field["x-kb"].role === "fact" || field.enum ? null : this.record.localeOf(file), "aria-describedby": `${help} ${error.id}`, "aria-required": required ? "true" : null }
      const control = { file, name, place, error, inputs: [], touched: false, required }
      const write = value => {
        control.touched = true
        const old = place.get(file)?.[name]
        if (isEmpty(value)) {
          if (place.get(file)) delete place.get(file)[name]
          place.prune(file)
        } else place.make(file)[name] = value
        if (key && file === "original") this.rename(place, name, value)
        if (JSON.stringify(old) !== JSON.stringify(value)) this.changed()
      }
      const read = () => place.get(file)?.[name]
      const context = { id, common, control, field, read, write, label: field.title }
      const sources = kind(field) === "source" && field.anyOf, list = field.type === "array"
      const element = sources ? this.sources(context) : list ? this.rows(context) : this.input(context)
      control.target ??= control.inputs[0]
      this.controls.push(control)
      return { id, element, error, list: sources || list, stale: this.stale(control) }
    }
    rename(place, name, value) {
      const other = place.get("translation")
      if (other && value) other[name] = value
    }
    input({ id, common, control, field, read, write }) {
      const value = read() ?? "", type = kind(field), shape = { ...common, id }
      let input
      if (field.enum) input = this.choice(shape, field, value)
      else if (type === "flag") {
        input = make("input", { ...shape, type: "checkbox" })
        input.checked = value === "true"
        input.addEventListener("change", () => write(input.checked ? "true" : ""))
      } else if (["prose", "line"].includes(type)) input = make("textarea", { ...shape, rows: Math.min(12, Math.ceil(value.length / 60) || 1) }, value)
      else input = make("input", { ...shape, value, autocomplete: "off", inputmode: { number: "decimal", integer: "numeric", link: "url" }[type], placeholder: type === "day" || type === "when" ? field.examples?.[0] : null })
      control.inputs = [input]
      if (field["x-kb"].collections) return this.withName(input, field, control, write)
      if (type !== "flag") this.listen(input, write, text => text)
      return type === "flag" ? make("span", { class: "f__flag" }, input, ` ${this.words.ticked}`) : input
    }
    listen(input, write, after) {
      const put = () => write(after(tidied(input.value)))
      input.addEventListener("input", put)
      input.addEventListener("change", put)
    }
    choice(shape, field, value) {
      const words = new Map(field.enum.map((each, index) => [each, field.markdownEnumDescriptions[index]]))
      if (value && !words.has(value)) words.set(value, value)
      const input = make("select", shape, make("option", { value: "" }, this.words.none), ...[...words].map(([each, word]) => make("option", { value: each }, word)))
      input.value = value
      return input
    }
    // A reference with the title of the record it leads to; the browser offers the records of the collections allowed.
    withName(input, field, control, write, after = text => text) {
      const title = make("small", { class: "f__name" }), show = () => { title.textContent = kbFormData.records[input.value.trim()] ?? "" }
      input.setAttribute("list", this.datalist(field["x-kb"].collections))
      show()
      input.addEventListener("input", show)
      this.listen(input, write, after)
      return make("span", { class: "f__ref" }, input, title)
    }
    datalist(collections) {
      const id = `refs-${collections.join("-")}`
      if (!this.lists[id]) {
        const fits = ref => !collections.length || collections.includes(ref.split("/")[0])
        this.lists[id] = make("datalist", { id }, ...Object.entries(kbFormData.records).filter(([ref]) => fits(ref)).map(([ref, title]) => make("option", { value: ref }, title)))
        document.body.append(this.lists[id])
      }
      return id
    }
    // A row for each value and an empty one for the next.
    rows({ id, common, control, field, read, write, label }) {
      const box = make("div", { class: "f__rows", id: `${id}-rows` }), one = { ...field, type: "string" }
      const values = () => control.inputs.map(input => input.value.normalize("NFC").replace(/\s+/g, " ").trim()).filter(Boolean)
      const add = value => {
        const shape = { ...common, "aria-label": `${label} ${control.inputs.length + 1}` }
        const input = one.items?.enum ? this.choice(shape, one.items, value) : make(kind(field) === "line" ? "textarea" : "input", { ...shape, ...kind(field) === "line" ? { rows: 1 } : { value, autocomplete: "off" } })
        if (kind(field) === "line") input.value = value
        control.inputs.push(input)
        const after = () => {
          if (control.inputs.at(-1).value) add("")
          return values()
        }
        if (field["x-kb"].collections) box.append(this.withName(input, field, control, write, after))
        else {
          box.append(input)
          this.listen(input, write, after)
        }
      }
      for (const value of [read() ?? []].flat()) add(value)
      add("")
      return box
    }
    // The sources of the record, to be ticked.
    sources({ common, control, read, write }) {
      const names = make("span", { class: "n" }), body = make("div", { class: "f__ticks" }), details = make("details", { class: "ticks" }, make("summary", { "aria-describedby": common["aria-describedby"] }, names), body)
      const chosen = () => [read() ?? []].flat()
      const show = () => { names.textContent = chosen().join(", ") || this.words.none }
      const tick = (id, title) => {
        const input = make("input", { type: "checkbox", value: id })
        input.checked = chosen().includes(id)
        input.addEventListener("change", () => {
          const now = input.checked ? [...chosen(), id] : chosen().filter(each => each !== id)
          write(now.length === 1 ? now[0] : now)
          show()
        })
        return make("label", { class: "f__tick" }, input, ` ${id}`, make("small", {}, title))
      }
      details.addEventListener("toggle", () => {
        if (!details.open) return
        const defined = (this.record.original.sources ?? []).filter(source => source.id), ids = defined.map(source => source.id)
        body.replaceChildren(...defined.map(source => tick(source.id, source.title ?? "")), ...chosen().filter(id => !ids.includes(id)).map(id => tick(id, this.words.not_defined)))
        if (!body.childElementCount) body.append(make("p", {}, this.words.source_none))
      })
      show()
      control.inputs = [details.querySelector("summary")]
      return details
    }
    // What to do with a translation that is older than its original.
    stale(control) {
      if (control.file !== "translation") return null
      const box = make("input", { type: "checkbox" }), note = make("p", { class: "f__stale", hidden: "" }, `${this.words.stale} `, make("label", {}, box, ` ${this.words.still_right}`))
      box.addEventListener("change", () => {
        this.record.confirm(control.place.get("translation"), control.name, box.checked)
        this.changed()
      })
      control.showStale = () => { note.hidden = !box.checked && !this.record.isStale(control.place.get("translation"), control.name) }
      return note
    }

    // --- problems

    // The group that a problem stands in, and the name of the field in it.
    holder({ file, at, on }) {
      let value = this.record[file], found = [value, on]
      for (const step of at) {
        if (isGroup(value)) found = [value, step]
        value = value?.[step]
      }
      return at.length && on && isGroup(value) ? [value, on] : found
    }
    of(problem) {
      const [holder, name] = this.holder(problem)
      return this.controls.find(control => control.file === problem.file && control.name === name && control.place.get(control.file) === holder)
    }
    // Put the problems to their fields; what is merely not filled in yet is told once somebody was there, or for `all`.
    show(problems, all) {
      const told = new Map()
      for (const problem of problems) {
        const control = this.of(problem)
        if (control) told.set(control, [...told.get(control) ?? [], problem])
      }
      for (const control of this.controls) {
        const mine = (told.get(control) ?? []).filter(problem => (problem.key ?? problem.code) !== "KB022" || control.touched || all)
        control.error.hidden = !mine.length
        control.error.replaceChildren(...mine.map(problem => problem.shown()))
        for (const input of control.inputs) {
          if (mine.length && input.matches("input, select, textarea")) input.setAttribute("aria-invalid", "true")
          else input.removeAttribute("aria-invalid")
        }
        control.showStale?.()
      }
    }
  }
})()
