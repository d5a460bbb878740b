// Hears of every change while somebody writes: loads the page anew, and shows what is wrong with the records.
(() => {
  const turn = Number(document.currentScript.dataset.turn)
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/-/live.css" })
  const box = Object.assign(document.createElement("aside"), { className: "kb-live", lang: "en", hidden: true })
  box.setAttribute("aria-label", "Problems")
  document.head.append(sheet)
  document.body.append(box)

  const item = ({ place, message, code, level }) => {
    const row = Object.assign(document.createElement("li"), { className: `kb-live__${level}` })
    const where = Object.assign(document.createElement("code"), { textContent: place })
    row.append(where, ` ${message}`, code ? ` [${code}]` : "")
    return row
  }
  const show = problems => {
    const head = document.createElement("summary"), list = document.createElement("ul"), fold = document.createElement("details")
    fold.open = problems.some(({ level }) => level === "error")
    head.textContent = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`
    list.append(...problems.map(item))
    fold.append(head, list)
    box.replaceChildren(fold)
    box.hidden = !problems.length
  }

  new EventSource("/-/turns").addEventListener("message", event => {
    const now = JSON.parse(event.data)
    if (now.turn !== turn) location.reload()
    else show(now.problems)
  })
})()
