// The page of the form: opens a record or begins one, checks it while somebody types, keeps a draft.
(() => {
  const page = document.querySelector("[data-form]")
  if (!page) return
  const { words, messages, languages, kinds, records, schemas } = kbFormData, { make, fill, newId } = kbFormPlaces
  const body = page.querySelector("[data-form-body]"), status = page.querySelector("[data-form-status]"), choice = page.querySelector("[data-form-choice]")
  const query = new URLSearchParams(location.search), wanted = query.get("record"), kindWanted = query.get("new")
  const storeKey = `kb-edit:${wanted ?? `new:${kindWanted}`}`

  const store = {
    read() { try { return JSON.parse(localStorage.getItem(storeKey)) } catch { return null } },
    write(draft) { try { localStorage.setItem(storeKey, JSON.stringify(draft)); return true } catch { return false } },
    drop() { try { localStorage.removeItem(storeKey) } catch { /* there was none */ } },
  }

  // --- messages: the text of a problem, with its code as the way to its explanation

  const said = problem => fill(messages[problem.key ?? problem.code], {
    ...problem, value: problem.value || messages.empty, hint: problem.hint ? fill(messages.hint, { value: problem.hint }) : "",
  })
  const shown = problem => make("span", {}, `${said(problem)} `, make("a", { class: "code", href: `${page.dataset.formProblems}#${problem.code}`, title: messages.see }, problem.code))

  // --- the form around a record

  const work = (record, found) => {
    let timer = 0, all = false
    const fields = new kbFormFields(record, words, () => { clearTimeout(timer); timer = setTimeout(update, 100) }, query.has("to"))
    const ends = new kbFormEnds(record, fields, words, () => { all = true; update() })
    const draft = make("p", { class: "editor__draft" }), discard = make("button", { type: "button", class: "act" }, words.discard)
    discard.addEventListener("click", () => { store.drop(); location.reload() })
    const update = () => {
      const problems = record.problems().map(problem => Object.assign(problem, { shown: () => shown(problem) })), files = record.files()
      fields.show(problems, all)
      ends.update(problems, record.changes(), files)
      keep(files)
      page.dataset.formState = "ready"
    }
    const keep = files => {
      if (!files.length) store.drop()
      const kept = files.length && store.write(record.draft())
      draft.hidden = !files.length
      draft.replaceChildren(kept ? words.draft : words.no_draft, " ", ...kept ? [discard] : [])
    }
    const head = top(record, fields, update), form = make("form", { novalidate: "", class: "editor__form" }, ...head, fields.form, draft, ends.element)
    form.addEventListener("submit", event => event.preventDefault())
    choice.hidden = true
    status.textContent = found ?? ""
    body.replaceChildren(form)
    update()
  }
  const top = (record, fields, update) => {
    if (!record.isNew) return [make("h2", { class: "h-sec", id: "record" }, make("span", { class: `kind k-${record.collection}` }, kinds[record.collection]), " ", make("a", { href: address(record.ref) }, records[record.ref])), ...into(record, fields, update)]
    return [make("h2", { class: "h-sec", id: "record" }, fill(words.new_of, { kind: kinds[record.collection] })), ...language(record, fields, update), ...fileName(record, fields, update)]
  }
  const address = ref => `${document.body.dataset.root}${ref}/${document.body.dataset.pageSuffix ?? ""}`
  const select = (word, codes, chosen, pick) => {
    const id = newId(), input = make("select", { id }, ...codes.map(code => make("option", { value: code }, languages[code])))
    input.value = chosen
    input.addEventListener("change", () => pick(input.value))
    return make("div", { class: "f" }, make("label", { for: id }, words[word]), input)
  }
  const language = (record, fields, update) => [select("language", Object.keys(languages), record.locale, code => {
    if (code === record.to) record.to = record.locale
    record.locale = code
    fields.build()
    update()
  })]
  // With two languages there is nothing to choose.
  const into = record => Object.keys(languages).length < 3 ? [] : [select("into", Object.keys(languages).filter(code => code !== record.locale), record.to, code => {
    query.set("to", code)
    location.search = query
  })]
  const fileName = (record, fields, update) => {
    const id = newId(), help = newId(), error = make("p", { class: "f__err", id: newId(), hidden: "" })
    const input = make("input", { id, autocomplete: "off", value: record.id, "aria-describedby": `${help} ${error.id}`, "aria-required": "true" })
    const control = { file: "original", name: "=id", place: { get: () => record.original }, error, inputs: [input], target: input, touched: false }
    fields.fixed = [control]
    fields.controls.push(control)
    input.addEventListener("input", () => {
      record.id = input.value.trim()
      control.touched = true
      update()
    })
    return [make("div", { class: "f" }, make("label", { for: id }, words.file_name, " ", make("small", { class: "needed" }, words.required)), make("p", { class: "f__help", id: help }, words.file_name_help), input, error)]
  }

  // --- beginning

  const begin = (record, said) => {
    const draft = store.read()
    if (!draft) return work(record, said)
    try {
      const same = record.take(draft)
      work(record, same ? words.draft_found : `${words.draft_found} ${words.draft_old}`)
    } catch {
      store.drop()
      location.reload()
    }
  }
  const other = locale => query.get("to") in languages && query.get("to") !== locale ? query.get("to") : Object.keys(languages).find(code => code !== locale)
  const edit = ref => {
    const { locale, original, translations } = kbRecords[ref], [collection, id] = ref.split("/"), to = other(locale)
    begin(new kbFormRecord({ collection, id, locale, to, files: { original, translation: translations[to] ?? null } }))
  }
  const today = () => new Date().toLocaleDateString("sv")      // the day of the reader as YYYY-MM-DD
  const start = collection => {
    const locale = document.documentElement.lang, { properties, required } = schemas[collection].original
    const days = required.filter(name => properties[name]["x-kb"].kind === "day")
    const files = { original: { values: Object.fromEntries(days.map(name => [name, today()])) }, translation: null }
    begin(new kbFormRecord({ collection, id: "", locale, to: other(locale), files, isNew: true }))
  }
  if (Object.hasOwn(kinds, kindWanted ?? "")) start(kindWanted)
  else if (wanted && Object.hasOwn(records, wanted)) {
    status.textContent = words.loading
    const share = parseInt(sha256(wanted)[0], 16) % kbFormData.shares, file = kbFormData.files[`records-${wanted.split("/")[0]}-${share}.js`]
    const script = make("script", { src: `${page.dataset.form}${file}` })
    script.addEventListener("load", () => edit(wanted))
    script.addEventListener("error", () => { status.textContent = fill(words.not_found, { ref: wanted }) })
    document.head.append(script)
  } else if (wanted) status.textContent = fill(words.not_found, { ref: wanted })
})()
