// What must not stand in a text: kb.texts in JavaScript, over the same parser; and signs that have no place in a file.
globalThis.kbFormFaults = (() => {
  const ALLOWED = new Set(["paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak", "em_open", "em_close",
    "strong_open", "strong_close", "link_open", "link_close", "bullet_list_open", "bullet_list_close", "ordered_list_open",
    "ordered_list_close", "list_item_open", "list_item_close", "text_special"])
  const parser = markdownit("commonmark")
  parser.validateLink = () => true
  parser.normalizeLink = url => url

  const flat = text => parser.parse(text, {}).flatMap(token => [token, ...token.children ?? []])
  const links = text => flat(text).filter(token => token.type === "link_open").map(token => token.attrGet("href") ?? "")
  const isReference = target => new RegExp(`^[a-z]+/(?:${kbFormData.slug})$`).test(target)
  const recordLinks = text => links(text).filter(isReference)

  const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?", HOST = new RegExp(`^(?:${LABEL}\\.)+(?=[A-Za-z])[A-Za-z0-9-]{2,63}$`)
  const hasPlainHost = target => {
    const [, authority] = /^https?:\/\/([^/?#]*)/.exec(target)
    const [, host, port] = /^(.*?)(?::(\d*))?$/.exec(authority)
    return HOST.test(host) && Number(port || 0) < 65536
  }
  const isAllowed = target => {
    if (isReference(target)) return true
    if (/[\x00-\x20\x7f\\]|&#?[\p{L}\p{N}_]+;/u.test(target)) return false
    if (/^mailto:[^@\s<>"]+@[\p{L}\p{N}_.-]+$/u.test(target)) return true
    return /^https?:\/\//.test(target) && hasPlainHost(target)
  }
  // Each fault with the words it is about.
  const faults = text => {
    const tokens = flat(text), seen = new Set(), found = []
    for (const [index, token] of tokens.entries()) {
      const type = token.type === "html_block" ? "html_inline" : token.type
      if (ALLOWED.has(type) || type.endsWith("_close") || seen.has(type)) continue
      seen.add(type)
      const content = token.content.trim() || tokens.slice(index).find(each => each.content)?.content || ""
      found.push({ key: "KB052", words: content.split("\n")[0] })
    }
    return [...found, ...links(text).filter(target => !isAllowed(target)).map(words => ({ key: "KB052_link", words }))]
  }

  // --- signs that nobody sees, and tabs

  const HIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u
  const signs = function* (value, at) {
    if (typeof value === "string") {
      const hidden = HIDDEN.exec(value)?.[0]
      if (hidden) yield { at, code: "KB007", sign: `U+${hidden.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` }
      if (value.includes("\t")) yield { at, code: "KB006" }
    } else for (const [name, inner] of Object.entries(value)) yield* signs(inner, [...at, Array.isArray(value) ? Number(name) : name])
  }

  return { faults, recordLinks, hasPlainHost, signs }
})()
