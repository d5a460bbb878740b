// The search panel: one for all forms of the page, under the one in use. Loaded when somebody begins to search (kb.js).
(() => {
  const { hits, marked, script } = kbWords
  const language = document.documentElement.lang, data = kbSearchData
  const { kinds, filters, keys, words } = data[language].entries
  const STEP = 10, PAUSE = 40, PASSAGE = 230
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value)
    element.append(...children)
    return element
  }

  // --- the engines: the reader's language, others when a query asks for them

  const engines = {}
  const engine = async code => {
    const made = engines[code] ??= new kbEngine(data[code].entries)
    await made.building
    const { texts } = data[code]
    if (!made.index || (texts && !made.complete)) {
      made.building ??= made.build(texts ?? []).then(() => { [made.complete, made.building] = [Boolean(texts), null] })
      await made.building
    }
    return made
  }
  // A file of entries or texts has come (each ends with this call). The engine is made while the reader still types.
  globalThis.kbSearchArrived = () => input?.value.trim() ? update() : data[language].texts && engine(language)
  const otherLanguage = query => Object.keys(keys).find(code => code !== language && script(keys[code]) === script(query))
  const fetchOther = code => {
    if (fetchOther[code]) return
    fetchOther[code] = true
    kbLoad(`search-${code}`).catch(() => {})
  }

  // --- the panel

  const status = make("p", { class: "finder__n", role: "status" })
  const note = make("p", { class: "finder__note", hidden: "" })
  const selects = new Map([["kind", words.kind], ...filters, ["year", words.year]].map(([name, label]) =>
    [name, make("select", { "aria-label": label, "data-search-filter": name })]))
  const reset = make("button", { type: "button", class: "finder__reset", hidden: "" }, words.reset)
  const filterBar = make("div", { class: "finder__filters", role: "group", "aria-label": words.filters }, ...selects.values(), reset)
  const list = make("ol", { class: "finder__list" })
  const nothing = make("p", { class: "finder__none", hidden: "" })
  const results = make("div", { "data-search-results": "", "data-search-state": "busy", role: "region", "aria-label": words.results }, list, nothing)
  const more = make("button", { type: "button", class: "finder__more", hidden: "" }, words.more)
  const lists = make("p", { class: "finder__lists", hidden: "" }, make("a", { href: address("search/") }, words.lists))
  const panel = make("div", { class: "finder", id: "finder", hidden: "" }, status, note, filterBar, results, more, lists)
  let form, input = null, found = null, shown = STEP, turn = 0

  function address(path) {
    return document.body.dataset.root + path + (document.body.dataset.pageSuffix ?? "")
  }

  // --- what belongs to a result

  const values = {
    kind: ({ row }) => [kinds[row.kind][0]],
    year: ({ row: { years: [first, last] } }) => first ? Array.from({ length: last - first + 1 }, (_, i) => String(first + i)) : [],
  }
  const rows = data[language].entries.columns
  for (const [name] of filters) values[name] = ({ row }) => row.related.map(id => rows.address[id]).filter(path => path.startsWith(`${name}/`))
  const label = (name, value) => name === "kind" ? kinds.find(([kind]) => kind === value)[1] : name === "year" ? value : rows.title[rows.address.indexOf(value)]
  const passes = (result, except) => [...selects].every(([name, select]) => name === except || !select.value || values[name](result).includes(select.value))

  const fillFilters = () => {
    for (const [name, select] of selects) {
      const chosen = select.value, counts = new Map()
      for (const result of found.results) if (passes(result, name)) for (const value of values[name](result)) counts.set(value, (counts.get(value) ?? 0) + 1)
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0)
      const options = [...counts].map(([value, count]) => ({ value, text: `${label(name, value)} (${count})` }))
      options.sort((a, b) => name === "year" ? b.value - a.value : a.text.localeCompare(b.text, language))
      select.replaceChildren(make("option", { value: "" }, `${select.getAttribute("aria-label")}: ${words.all}`), ...options.map(({ value, text }) => make("option", { value }, text)))
      select.value = chosen
      select.hidden = !options.length
    }
    reset.hidden = ![...selects.values()].some(select => select.value)
  }

  const marks = (text, terms) => marked(text, terms).map(({ text, hit }) => hit ? make("mark", {}, text) : text)
  // A long passage from shortly before the first word found.
  const excerpt = (text, terms) => {
    if (text.length <= PASSAGE) return text
    const pieces = marked(text, terms), first = pieces.findIndex(piece => piece.hit)
    const before = pieces.slice(0, Math.max(first, 0)).map(piece => piece.text).join("").length
    const start = before < PASSAGE - 60 ? 0 : text.indexOf(" ", before - 70) + 1
    const end = start + PASSAGE >= text.length ? text.length : text.lastIndexOf(" ", start + PASSAGE)
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "")
  }
  const item = result => {
    const { row, terms, other } = result
    const [kind, kindLabel] = kinds[row.kind]
    const name = other ?? (hits(row.title, terms) ? null : [...row.names, ...row.others].find(each => hits(each, terms)))
    const foreign = name && (other || row.others.includes(name)) ? otherLanguage(name) : null
    return make("li", { class: `hit k-${kind}` },
      make("p", { class: "hit__m" }, make("span", { class: "kind" }, kindLabel), ...[row.place, row.date].filter(Boolean).map(text => make("span", {}, text))),
      make("a", { class: "hit__a", href: address(row.address), lang: row.language || null }, ...marks(row.title, terms)),
      ...(name ? [make("p", { class: "hit__o", lang: foreign }, ...marks(name, terms))] : []),
      make("p", { class: "hit__p", lang: row.language || null }, ...marks(excerpt(engines[language].passage(result), terms), terms)))
  }

  // --- showing

  const show = (query, complete) => {
    const chosen = found.results.filter(result => passes(result))
    list.replaceChildren(...chosen.slice(0, shown).map(item))
    fillFilters()
    more.hidden = chosen.length <= shown
    filterBar.hidden = !found.results.length
    nothing.hidden = lists.hidden = !complete || chosen.length > 0
    nothing.textContent = `${fill(words.nothing, { query })}. ${words.nothing_hint}`
    note.textContent = found.partly ? words.partly : found.shownFor ? fill(words.shown_for, { query: found.shownFor }) : found.otherLanguage ? words.other_language : ""
    note.hidden = !note.textContent || !chosen.length
    status.textContent = complete || chosen.length ? fill(words.found, { n: chosen.length }) : words.loading
    if (panel.hidden) reveal()
    results.dataset.searchState = complete ? "ready" : "busy"
    results.dataset.searchQuery = query
    if (complete && goOn) goOn()
  }
  // On a narrow screen a field in the page moves to the top, so that there is room for the results.
  const reveal = () => {
    panel.hidden = false
    if (form.matches(".find") && matchMedia("(max-width: 59.99em)").matches) form.scrollIntoView({ block: "start" })
  }
  // What Enter asked for while the results were not there yet.
  let goOn = null

  const update = async () => {
    if (!input) return
    const query = input.value.replace(/^\s+/, ""), now = ++turn
    results.dataset.searchState = "busy"
    remember(query)
    if (!query.trim()) {
      panel.hidden = !form.dataset.search
      return clear()
    }
    await new Promise(done => setTimeout(done, PAUSE))
    if (now !== turn) return
    const own = await engine(language)
    if (now !== turn) return
    const code = otherLanguage(query), other = engines[code]?.complete ? engines[code] : undefined
    found = own.find(query, other)
    const waits = found.wantsOther && kbFiles[`search-${code}`]
    if (found.wantsOther && !waits) found = own.find(query, own)
    if (waits) {
      fetchOther(code)
      if (data[code]?.texts) {
        show(query, false)
        await engine(code)
        return now === turn ? update() : undefined
      }
    }
    show(query, Boolean(own.complete) && !waits)
    if (!own.complete && data[language].texts) update()
  }
  const clear = () => {
    found = null
    list.replaceChildren()
    for (const element of [more, filterBar, nothing, lists, note]) element.hidden = true
    status.textContent = ""
  }

  // The query stands in the address, so that the way back from a result leads to the results.
  const remember = query => {
    const url = new URL(location.href)
    if (query.trim()) url.searchParams.set("q", query.trim())
    else url.searchParams.delete("q")
    try { history.replaceState(null, "", url) } catch { /* some browsers forbid it on file:// */ }
    dispatchEvent(new Event("kb-address"))
  }

  // --- the reader's hands

  const links = () => [...list.querySelectorAll("a")]
  const close = () => {
    turn++
    goOn = null
    panel.hidden = !form.dataset.search
    document.documentElement.classList.remove("search-open")
  }
  const openFirst = () => {
    if (results.dataset.searchState === "ready") links()[0]?.click()
    else goOn = () => { goOn = null; links()[0]?.click() }
  }
  const move = step => {
    const all = links(), at = all.indexOf(document.activeElement) + step
    if (at < 0) input.focus()
    else all[Math.min(at, all.length - 1)]?.focus()
  }
  const onKey = event => {
    if (event.isComposing) return
    const inList = event.target === input || event.target.matches?.(".hit__a")
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault()
      close()
      if (input.offsetParent) input.focus()
      else document.querySelector("[data-search-open]")?.focus()
      return
    }
    if (!inList) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.key === "ArrowUp" && event.target === input) return
      event.preventDefault()
      move(event.key === "ArrowDown" ? 1 : -1)
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault()
      if (matchMedia("(pointer: coarse)").matches) input.blur()      // the keyboard on the screen gives way to the results
      else openFirst()
    }
  }

  const use = next => {
    if (form === next) return
    form = next
    input = form.querySelector("input[type=search]")
    input.setAttribute("aria-controls", panel.id)
    form.append(panel)
    clear()
  }
  for (const each of document.querySelectorAll("[data-search]")) {
    each.addEventListener("focusin", event => {
      use(each)
      if (event.target === input && panel.hidden && input.value.trim()) update()
    })
    each.addEventListener("input", event => {
      if (event.target !== input) return
      shown = STEP
      goOn = null
      update()
    })
    each.addEventListener("keydown", onKey)
    each.addEventListener("submit", () => found ? links()[0]?.focus() : update())
    each.addEventListener("focusout", event => {
      if (event.relatedTarget && !each.contains(event.relatedTarget)) close()
    })
    each.querySelector("[data-search-close]")?.addEventListener("click", () => {
      close()
      document.querySelector("[data-search-open]")?.focus()
    })
  }
  addEventListener("pointerdown", event => { if (form && !form.contains(event.target)) close() })
  filterBar.addEventListener("change", () => { shown = STEP; show(input.value.trim(), true) })
  reset.addEventListener("click", () => {
    for (const select of selects.values()) select.value = ""
    show(input.value.trim(), true)
    input.focus()
  })
  more.addEventListener("click", () => {
    const before = shown
    shown += 2 * STEP
    show(input.value.trim(), true)
    links()[before]?.focus()
  })

  const first = document.activeElement?.closest?.("[data-search]") ?? [...document.querySelectorAll("[data-search]")].find(each => each.querySelector("input").value)
  if (first) {
    use(first)
    if ("entered" in form.dataset) openFirst()
    if (input.value.trim()) update()
  }
})()
