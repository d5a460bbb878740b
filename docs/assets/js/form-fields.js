// The fields of the form, made from the schemas: groups and lists, the original and the translation side by side.
globalThis.kbFormFields = (() => {
  const { inside, kind, isMany } = kbFormFile, { itemKey } = kbFormCheck
  const { rootPlace, partPlace, itemPlace, detach, make, fill, newId, isEmpty } = kbFormPlaces

  return class extends kbFormControls {
    constructor(record, words, changed, open) {
      super()
      Object.assign(this, { record, words, open, controls: [], lists: {} })
      this.changed = () => changed()
      this.form = make("div", { class: "fields" })
      this.build()
    }
    build() {
      this.controls = [...this.fixed ?? []]
      const schema = this.record.schemas.original
      this.form.replaceChildren(...this.group(schema, this.record.schemas.translation, rootPlace(this.record), "", true))
    }
    // The fields of a group: those that are needed or filled in, then the others, folded.
    group(schema, other, place, label, top) {
      const shown = [], more = []
      for (const [name, field] of Object.entries(schema.properties)) {
        const there = ["original", "translation"].some(file => !isEmpty(place.get(file)?.[name]))
        const translated = other?.properties[name]
        const element = this.field(name, field, translated, place, { required: schema.required.includes(name), label, key: schema["x-key"] === name && !top })
        ;(there || schema.required.includes(name) ? shown : more).push(element)
      }
      if (!more.length) return shown
      return [...shown, make("details", { class: "more" }, make("summary", {}, fill(this.words.more, { n: more.length })), ...more)]
    }
    field(name, field, translated, place, options) {
      const group = inside(field, this.record.schemas.original), known = field["x-kb"]
      if (group && isMany(field)) return this.items(name, field, group, translated, place, options)
      if (group) return this.part(name, field, group, translated, place, options)
      return known.role === "fact" || !translated ? this.single(name, field, place, options) : this.pair(name, field, place, options)
    }
    title(field, { required }) {
      return [field.title, ...required ? [" ", make("small", { class: "needed" }, this.words.required)] : []]
    }
    help(field) {
      return make("p", { class: "f__help", id: newId() }, field.description)
    }
    language(file) {
      const locale = this.record.localeOf(file)
      return `${this.words[file]} – ${kbFormData.languages[locale]}`
    }
    single(name, field, place, options) {
      const help = this.help(field), many = field.type === "array" || Boolean(field.anyOf) || kind(field) === "flag"
      const built = this.control("original", name, field, place, { ...options, help: help.id })
      if (many && kind(field) !== "flag") return make("fieldset", { class: "f" }, make("legend", {}, ...this.title(field, options)), help, built.element, built.error)
      return make("div", { class: "f" }, make("label", { for: built.id }, ...this.title(field, options)), help, built.element, built.error)
    }
    pair(name, field, place, options) {
      const help = this.help(field), columns = (this.record.to ? ["original", "translation"] : ["original"]).map(file => {
        const { required } = options, needed = file === "original" ? required : name === "title" && place.get("original") === this.record.original
        const built = this.control(file, name, field, place, { ...options, required: needed, help: help.id })
        const label = built.list ? make("p", { class: "f__lang", id: built.id }, this.language(file)) : make("label", { class: "f__lang", for: built.id }, this.language(file))
        return make("div", { class: "f__col" }, label, built.element, built.error, file === "translation" ? built.stale : null)
      })
      return make("fieldset", { class: "f f--pair" }, make("legend", {}, ...this.title(field, options)), help, make("div", { class: "f__cols" }, ...columns))
    }
    part(name, field, group, translated, place, options) {
      const inner = partPlace(place, name), other = translated && inside(translated, this.record.schemas.translation)
      return make("fieldset", { class: "part" }, make("legend", {}, ...this.title(field, options)), this.help(field), ...this.group(group, other, inner, field.title))
    }

    // --- lists of items

    items(name, field, group, translated, place, options) {
      const other = translated && inside(translated, this.record.schemas.translation), body = make("div", { class: "list__items" })
      const number = make("span", { class: "n" }), add = make("button", { type: "button", class: "act" }, fill(this.words.add, { what: field.title }))
      const error = make("p", { class: "f__err", id: newId(), hidden: "" })
      const own = () => place.get("original")?.[name] ?? []
      const recount = () => { number.textContent = own().length }
      const show = item => body.append(this.item(item, name, field, group, other, place, recount))
      for (const item of own()) show(item)
      add.addEventListener("click", () => {
        const item = this.fresh(group, own(), name)
        ;(place.make("original")[name] ??= []).push(item)
        show(item)
        recount()
        body.lastElementChild.querySelector("input, select, textarea")?.focus()
        this.changed()
      })
      recount()
      const details = make("details", { class: "list" }, make("summary", {}, ...this.title(field, options), " ", number), this.help(field), body, add, error)
      details.open = (this.open && field["x-kb"].words) || (options.required && !own().length)
      this.controls.push({ file: "original", name, place, target: add, error, inputs: [add] })
      return details
    }
    // An item with a name of its own, so that its translation can be told from the others.
    fresh(group, list, name) {
      const key = group["x-key"], field = group.properties[key]
      if (kind(field) !== "slug") return {}
      const stem = name.replaceAll("_", "-").replace(/s$/, ""), taken = new Set(list.map(item => itemKey(item, group)))
      let number = list.length + 1
      while (taken.has(`${stem}-${number}`)) number++
      return { [key]: `${stem}-${number}` }
    }
    item(item, name, field, group, other, parent, recount) {
      const place = itemPlace(this.record, parent, name, item, group["x-key"]), legend = make("legend", {}, this.itemName(item, group, field))
      const remove = make("button", { type: "button", class: "act act--remove" }, fill(this.words.remove, { what: this.itemName(item, group, field) }))
      const box = make("fieldset", { class: "item" }, legend, ...this.group(group, other, place, field.title), remove)
      remove.addEventListener("click", () => this.remove(item, name, parent, box, remove.textContent, recount))
      return box
    }
    itemName(item, group, field) {
      return `${field.title}: ${itemKey(item, group) || "…"}`
    }
    remove(item, name, parent, box, said, recount) {
      const own = parent.get("original"), index = own[name].indexOf(item), theirs = this.record.partners.get(item), list = parent.get("translation")?.[name]
      const at = theirs ? list.indexOf(theirs) : -1
      own[name].splice(index, 1)
      if (!own[name].length) delete own[name]
      detach(this.record, parent, name, item)
      const back = make("button", { type: "button", class: "act" }, this.words.undo), gone = make("p", { class: "gone" }, `${said}. `, back)
      back.addEventListener("click", () => {
        (parent.make("original")[name] ??= []).splice(index, 0, item)
        if (theirs) {
          (parent.make("translation")[name] ??= []).splice(at, 0, theirs)
          this.record.partners.set(item, theirs)
        }
        gone.replaceWith(box)
        recount()
        this.changed()
      })
      box.replaceWith(gone)
      back.focus()
      recount()
      this.changed()
    }
  }
})()
