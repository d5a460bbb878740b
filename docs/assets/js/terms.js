// Terms in texts: what the word means, shown beside it on hover, focus and touch. The definitions come when somebody
// first points at a term. Without this file a term is a plain link to its page.
(() => {
  const language = document.documentElement.lang
  const tip = Object.assign(document.createElement("div"), { className: "term-tip", id: "term-tip", hidden: true })
  tip.setAttribute("role", "tooltip")
  document.querySelector("main").append(tip)
  let wanted = null, touched = null, leaving = 0, words = null

  const load = () => words ??= kbLoad("terms").catch(() => {}).then(() => globalThis.kbTerms?.[language] || {})

  const place = link => {
    const box = link.getBoundingClientRect(), own = tip.getBoundingClientRect(), gap = 6, edge = 8
    const below = box.bottom + gap + own.height <= innerHeight || box.top < own.height + gap
    const right = document.documentElement.clientWidth - own.width - edge
    tip.style.left = `${Math.max(edge, Math.min(box.left, right)) + scrollX}px`
    tip.style.top = `${(below ? box.bottom + gap : box.top - gap - own.height) + scrollY}px`
  }

  const hide = () => {
    clearTimeout(leaving)
    wanted?.removeAttribute("aria-describedby")
    wanted = null
    tip.hidden = true
  }

  const show = async link => {
    clearTimeout(leaving)
    if (link === wanted) return
    hide()
    wanted = link
    const term = (await load())[link.pathname.match(/([^/]+)\/(?:index\.html)?$/)?.[1]]
    if (link !== wanted || !term) return
    tip.replaceChildren(...term.map(([lang, text]) => Object.assign(document.createElement("p"), { lang, textContent: text })))
    tip.hidden = false
    place(link)
    link.setAttribute("aria-describedby", tip.id)
  }

  const linkAt = event => event.target.closest?.("a.term-link")
  const inside = event => linkAt(event) || event.target === tip || tip.contains(event.target)

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return
    if (linkAt(event)) show(linkAt(event))
    else if (inside(event)) clearTimeout(leaving)
  })
  // The way from the word to the tooltip takes a moment; a tooltip of a focused word stays.
  document.addEventListener("pointerout", event => {
    if (event.pointerType === "touch" || !inside(event) || wanted === document.activeElement) return
    clearTimeout(leaving)
    leaving = setTimeout(hide, 300)
  })
  document.addEventListener("focusin", event => { if (linkAt(event)) show(linkAt(event)) })
  document.addEventListener("focusout", event => { if (linkAt(event) === wanted && !tip.matches(":hover")) hide() })
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide() })

  // Touch: the first tap shows what the word means, the second follows the link.
  document.addEventListener("pointerdown", event => {
    const link = linkAt(event)
    touched = event.pointerType === "touch" && link !== wanted ? link : null
    if (!inside(event)) hide()
  })
  document.addEventListener("click", event => {
    const link = linkAt(event)
    if (!link || link !== touched) return
    event.preventDefault()
    touched = null
    show(link)
  })
})()
