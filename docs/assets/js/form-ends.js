// The end of the form: what is still to be mended, what was changed, and the three ways to send it.
globalThis.kbFormEnds = (() => {
  const { inside, isMany, isGroup } = kbFormFile, { make, fill, newId } = kbFormPlaces
  const LONGEST = 6000      // signs of an address that browsers and hosts take without trouble

  const download = ({ fileName, text }) => {
    const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" })), link = make("a", { href: url, download: fileName })
    document.body.append(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  // Where the clipboard is closed to scripts, as in some browsers on file://, an old way is left.
  const copyOldWay = text => {
    const area = make("textarea", { class: "sr", "aria-hidden": "true", tabindex: "-1" })
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    return done
  }
  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return copyOldWay(text)
    }
  }
  const hostAddress = ({ isNew, path, text }) => {
    if (!isNew) return { href: kbFormData.edit.replace("{path}", path), copies: true, says: "host_edit_help" }
    const bare = kbFormData.new.replace("{path}", path), full = `${bare}&value=${encodeURIComponent(text)}`
    return full.length <= LONGEST ? { href: full, says: "host_new_help" } : { href: bare, copies: true, says: "host_long" }
  }

  class Ends {
    constructor(record, fields, words, asked) {
      Object.assign(this, { record, fields, words, asked })
      const section = (id, word) => make("section", { class: `ends ends--${id}` }, this[`${id}Head`] = make("h2", { id, tabindex: "-1" }, word), this[id] = make("div"))
      this.element = make("div", {}, section("problems", ""), section("changes", words.changes), section("send", words.finish))
      this.shown = ""
    }
    update(problems, changes, files) {
      this.showProblems(problems)
      this.changes.replaceChildren(changes.length ? this.table(changes) : make("p", {}, this.words.no_changes))
      this.showSend(problems, files)
    }
    showProblems(problems) {
      this.problemsHead.textContent = fill(this.words.problems, { n: problems.length })
      const items = problems.map(problem => {
        const target = this.fields.of(problem)?.target, name = [this.label(problem), problem.warning ? this.words.warning : ""].filter(Boolean).join(", ")
        if (!target) return make("li", {}, `${name}: `, problem.shown())
        target.id ||= newId()
        const link = make("a", { href: `#${target.id}` }, name)
        link.addEventListener("click", event => {
          event.preventDefault()
          for (let each = target.parentElement; each; each = each.parentElement) if (each.localName === "details") each.open = true
          target.focus()
        })
        return make("li", {}, link, ": ", problem.shown())
      })
      this.problems.replaceChildren(items.length ? make("ul", { class: "faults" }, ...items) : make("p", {}, this.words.no_problems))
    }
    // A place in words: the titles of the fields on the way, items by their keys, and the language of a translation.
    label({ file, name, at, on }) {
      const role = file ?? name, root = this.record.schemas[role], said = []
      let schema = root, value = this.record[role]
      for (const step of on && on !== "=id" && !at.length ? [on] : at) {
        const field = typeof step === "string" ? schema?.properties?.[step] : null
        if (field) said.push(field.title)
        value = value?.[step]
        if (typeof step === "number" && isGroup(value)) said.push(String(value[schema?.["x-key"]] ?? step + 1).split("/").at(-1))
        if (field) schema = inside(field, root) ?? schema
      }
      if (on === "=id") said.push(this.words.file_name)
      return `${said.join(" › ")}${role === "translation" ? ` (${kbFormData.languages[this.record.to]})` : ""}`
    }
    table(changes) {
      const head = ["field", "before", "after"].map(word => make("th", { scope: "col" }, this.words[word]))
      const cell = (value, word, locale) => make("td", { "data-c": this.words[word], lang: value ? locale : null }, value ? [value].flat().join("\n") : this.words.nothing)
      const rows = changes.map(each => make("tr", {}, make("th", { scope: "row" }, this.label(each)), cell(each.before, "before", each.locale), cell(each.after, "after", each.locale)))
      return make("table", { class: "tbl tbl--stack diff" }, make("caption", { class: "sr" }, this.words.changes), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))
    }
    showSend(problems, files) {
      const state = JSON.stringify([files, problems.length > 0])
      if (state === this.shown) return
      this.shown = state
      this.send.replaceChildren(...files.length ? [make("p", {}, this.words.finish_help), ...problems.some(each => !each.warning) ? [make("p", { class: "note" }, this.words.with_errors)] : [], ...files.map(file => this.file(file))] : [make("p", {}, this.words.no_changes)])
    }
    file(file) {
      const said = make("p", { class: "ends__said", role: "status" }), host = hostAddress(file), button = word => make("button", { type: "button", class: "act" }, this.words[word])
      const save = button("save"), take = button("copy"), link = make("a", { class: "act", href: host.href, target: "_blank", rel: "external noopener" }, this.words[file.isNew ? "host_new" : "host_edit"])
      const doing = async (work, says) => {
        this.asked()
        said.textContent = fill(await work() ? this.words[says] : this.words.copy_failed, { name: file.fileName })
      }
      save.addEventListener("click", () => doing(() => { download(file); return true }, "saved"))
      take.addEventListener("click", () => doing(() => copy(file.text), "copied"))
      link.addEventListener("click", () => doing(() => !host.copies || copy(file.text), host.says))
      return make("div", { class: "ends__file", "data-form-file": file.path }, make("h3", {}, make("code", {}, file.path)), make("div", { class: "ends__ways" }, save, take, link), said,
        make("details", {}, make("summary", {}, this.words.text), make("pre", { lang: file.locale, tabindex: "0" }, file.text)))
    }
  }
  return Ends
})()
