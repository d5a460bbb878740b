// Extras only; every page is complete without this file.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  // Colour scheme: the other one than what is shown now, kept for the next visit.
  const dark = () => (document.documentElement.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"
  for (const button of all("[data-kb-scheme]")) button.addEventListener("click", () => {
    const scheme = dark() ? "light" : "dark"
    document.documentElement.dataset.scheme = scheme
    try { localStorage.setItem("kb-scheme", scheme) } catch { /* stays for this page */ }
  })

  // The language switch keeps the place on the page and the state of filters.
  const keep = () => { for (const a of all("[data-kb-keep]")) {
    a.dataset.href ??= a.getAttribute("href")
    a.setAttribute("href", a.dataset.href + location.search + location.hash)
  } }
  addEventListener("hashchange", keep)
  addEventListener("kb-address", keep)      // the search has put its query there
  keep()

  // A record past its review says so: the page itself knows no clock.
  const today = new Date().toISOString().slice(0, 10)
  for (const mark of all("[data-kb-due]")) mark.hidden = mark.dataset.kbDue > today

  // The menu of narrow screens covers the page: it closes on Escape, and when the focus goes on into the page.
  for (const menu of all(".menu")) {
    const head = menu.closest(".head")
    head.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return
      menu.open = false
      menu.querySelector("summary").focus()
    })
    head.addEventListener("focusout", event => { if (event.relatedTarget && !head.contains(event.relatedTarget)) menu.open = false })
  }

  // Glossary: find within the page.
  for (const form of all("[data-kb-find]")) {
    const items = all(form.dataset.kbFind), count = form.querySelector("[data-kb-count]"), field = form.querySelector("input")
    const plain = text => text.toLocaleLowerCase().replaceAll("ё", "е")
    form.addEventListener("submit", event => event.preventDefault())
    field.addEventListener("input", () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean)
      for (const item of items) item.hidden = !words.every(word => plain(item.textContent).includes(word))
      count.textContent = words.length ? count.dataset.kbCount.replace("{n}", items.filter(item => !item.hidden).length).replace("{all}", items.length) : ""
    })
  }

  // Files that change with the records are named in one small script, fetched when the first of them is wanted: a page
  // need not change with them.
  const { latest } = document.body.dataset, root = latest?.replace(/assets\/[^/]*$/, "")
  const add = src => new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src, async: false, onload: done, onerror: failed })
    document.head.append(script)
  })
  let names = null
  globalThis.kbLoad = what => (names ??= add(latest)).then(() => Promise.all((kbFiles[what] ?? []).map(path => add(root + path))))
  for (const each of all("[data-kb-load]")) kbLoad(each.dataset.kbLoad)      // what this page is for

  // Search comes when somebody wants to search, not before. Without it a form leads to the page with all lists.
  const forms = all("[data-search]")
  let begun = false, failed = false
  const load = () => {
    if (begun) return
    begun = true
    kbLoad("search").catch(() => { failed = true })
  }
  const open = () => {
    if (!forms.length) return
    document.documentElement.classList.add("search-open")
    load()
    forms[0].querySelector("input").focus()
  }
  for (const form of forms) {
    form.addEventListener("focusin", load)
    form.addEventListener("submit", event => {
      if (failed) return
      event.preventDefault()
      form.dataset.entered = ""      // for the search, if it is still on its way
    })
  }
  for (const button of all("[data-search-open]")) button.addEventListener("click", open)
  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]")
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); open() }
  })
  const query = new URLSearchParams(location.search).get("q")
  if (query && forms.length) {
    forms[0].querySelector("input").value = query
    open()
  }
})()
