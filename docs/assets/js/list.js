// Lists: filters and order over all entries, their state in the address. Without this file a list is complete as it stands.
// As long as nothing is chosen the list stays what the page holds; else what is found is drawn below, from the entries of the
// page or, where the list has several pages, from a script with all of them. See hooks/kb/listing.py and listing.jinja.
(() => {
  const STEP = 100
  const one = (selector, within = document) => within.querySelector(selector)
  const form = one("[data-kb-list]")
  if (!form) return
  const list = document.getElementById(form.dataset.kbList)
  const [found, nothing, show, count] = ["found", "nothing", "show", "count"].map(name => one(`[data-kb-${name}]`))
  const [groupOf, entryOf] = ["group", "entry"].map(name => one(`[data-kb-${name}]`).content.firstElementChild)
  const { kbOf: name, kbBase: base } = list.dataset
  const whole = count.textContent
  const fields = () => [...form.elements].filter(field => field.name)
  const facets = fields().map(field => field.name).filter(each => each !== "sort")
  let shown = STEP, entries

  // --- entries: what is known of each, and its element when it is drawn

  const byName = values => Object.fromEntries(facets.map((each, n) => [each, values[n].split(" ")]))
  const ofPage = () => [...list.querySelectorAll(".row")].map(row => {
    const values = row.dataset.f.split("|"), [date, checked] = values.slice(-2)
    const title = one(".row__t", row).textContent
    const heading = one(".yr__h", row.closest(".yr") ?? row)?.firstChild.data.trim() ?? ""
    return { values: byName(values), date, checked, title, heading, draw: () => row.cloneNode(true) }
  })

  const fill = (element, [text, style, lang]) => {
    if (!text) return element.remove()
    if (style) element.className = style
    if (lang) element.lang = lang
    if (style !== "ccs") return element.append(text)
    for (const code of text.split(" ")) element.append(Object.assign(document.createElement("b"), { textContent: code }))
  }
  const drawn = (id, title, beside, details) => {
    const row = entryOf.cloneNode(true), link = one("a", row), meta = one(".row__meta", row), detail = one("span", meta)
    fill(one("b", row), [beside[0]])
    fill(one("span", row), [beside[1]])
    fill(link, title)
    link.href = `${base}${id}/${document.body.dataset.pageSuffix ?? ""}`
    meta.replaceChildren(...details.map(each => {
      const element = detail.cloneNode(true)
      fill(element, each)
      return element
    }))
    return row
  }
  const ofScript = ({ rows, words }) => rows.map(([id, title, beside, date, checked, heading, values, details]) => ({
    values: byName(words[values]),
    date, checked, title: title[0], heading: words[heading][0],
    draw: () => drawn(id, title, words[beside], details.map(each => words[each])),
  }))

  const loaded = () => kbLoad(`list-${name}`).then(() => ofScript(globalThis.kbLists[name]))
  const all = () => entries ??= name ? loaded() : Promise.resolve(ofPage())

  // --- finding and showing

  const collator = new Intl.Collator(document.documentElement.lang, { ignorePunctuation: true, numeric: true })
  const orders = {
    newest: (a, b) => !a.date - !b.date || (a.date < b.date) - (a.date > b.date),
    oldest: (a, b) => !a.date - !b.date || (a.date > b.date) - (a.date < b.date),
    title: (a, b) => collator.compare(a.title, b.title),
    checked: (a, b) => (a.checked < b.checked) - (a.checked > b.checked),
  }
  const chosen = () => Object.fromEntries(fields().filter(field => field.value).map(field => [field.name, field.value]))
  const label = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key])

  const grouped = (entries, sort) => {
    const groups = []
    for (const entry of entries) {
      const heading = sort ? "" : entry.heading
      if (groups.at(-1)?.heading !== heading) groups.push({ heading, entries: [] })
      groups.at(-1).entries.push(entry)
    }
    return groups
  }
  const draw = ({ heading, entries }) => {
    const section = groupOf.cloneNode(true), title = one(".yr__h", section)
    if (heading) title.prepend(heading + " ")
    else title.classList.add("sr")
    one("span", title).textContent = heading ? entries.length : form.elements.sort.selectedOptions[0].text
    one("ol", section).append(...entries.map(entry => entry.draw()))
    return section
  }

  let turn = 0
  const run = async () => {
    const { sort, ...wanted } = chosen(), now = ++turn
    const plain = !sort && !Object.keys(wanted).length
    if (plain) return put([], whole, { plain })
    count.textContent = name && !entries ? count.dataset.kbLoading : count.textContent
    let everything
    try { everything = await all() } catch {
      entries = undefined
      return now === turn ? put([], count.dataset.kbFailed, { plain: true }) : undefined
    }
    if (now !== turn) return
    const fitting = everything.filter(entry => Object.entries(wanted).every(([each, value]) => entry.values[each]?.includes(value)))
    if (sort) fitting.sort(orders[sort])
    put(fitting, label(count.dataset.kbCount, { n: fitting.length, all: everything.length }), { sort })
  }
  const put = (fitting, words, { plain = false, sort }) => {
    found.replaceChildren(...grouped(fitting.slice(0, shown), sort).map(draw))
    list.hidden = !plain
    found.hidden = plain || !fitting.length
    nothing.hidden = plain || fitting.length > 0
    show.hidden = fitting.length <= shown
    count.textContent = words
  }

  // --- the state in the address

  const read = () => {
    const query = new URLSearchParams(location.search)
    for (const field of fields()) {
      field.value = query.get(field.name) ?? ""
      if (field.selectedIndex < 0) field.value = ""      // a value that the list does not know
    }
    shown = STEP
    run()
  }
  const note = () => {
    const query = new URLSearchParams(chosen()).toString()
    try { history.pushState(null, "", (query ? "?" + query : location.pathname) + (query ? "" : location.hash)) } catch { /* some browsers forbid it on file:// */ }
    dispatchEvent(new Event("kb-address"))
  }
  const changed = () => {
    shown = STEP
    note()
    run()
  }
  form.addEventListener("change", changed)
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(() => {
    changed()
    if (!form.contains(document.activeElement)) fields()[0].focus()      // the button that was pressed may be gone
  }))
  addEventListener("popstate", () => { read(); dispatchEvent(new Event("kb-address")) })
  addEventListener("pageshow", event => { if (event.persisted) read() })
  // A link into the list leads to the whole of it.
  addEventListener("hashchange", () => { if (list.hidden && list.contains(document.getElementById(location.hash.slice(1)))) form.reset() })
  show.addEventListener("click", async () => {
    const before = shown
    shown += STEP
    await run()
    found.querySelectorAll(".row__t a")[before]?.focus()
  })
  read()
})()
