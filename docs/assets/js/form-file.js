// A record's file: its values with their comments, and the text of the file in the canonical form
// (kb.contributing.canonical in JavaScript; the tests compare the two over every record).
globalThis.kbFormFile = (() => {
  const WIDTH = 110
  const PLAIN = /^(?![-?:](?:\s|$))(?![,[\]{}#&*!|>'"%@`])[^\n]*$/, NOT_PLAIN = /:(?:\s|$)|\s#|^\s|\s$|^(?:---|\.\.\.)/
  const IN_FLOW = /^[-?:]|[,[\]{}]/, FOLDABLE = /^\S[^\n]* [^\n]*\S$/, TOKEN = /^[\p{L}\p{N}_./:+-]+$/u
  const NO_TEXT = /^(?:~|null|true|false|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0o[0-7]+|0x[\da-f]+)$/i
  const VALUES = ["when", "integer", "number", "flag"]
  const isGroup = value => value !== null && typeof value === "object" && !Array.isArray(value)
  const width = text => [...text].length

  // --- schemas

  const inside = (field, root) => {
    const one = field?.anyOf ? field.anyOf[1].items : field?.items ?? field
    return one?.$ref ? root.$defs[one.$ref.split("/").at(-1)] : null
  }
  const kind = field => field?.["x-kb"]?.kind ?? ""
  const isMany = field => field.type === "array" || Boolean(field.anyOf)

  // --- comments stay with what they belong to: those of a group with the group itself, all others with its holder and name

  const notes = new WeakMap()
  const noted = holder => notes.get(holder) ?? notes.set(holder, {}).get(holder)
  const put = (values, location, what, text) => {
    const last = location.at(-1), holder = location.slice(0, -1).reduce((value, step) => value?.[step], values)
    if (holder === undefined) return
    if (Array.isArray(holder) && isGroup(holder[last])) noted(holder[last])[what] = text
    else (noted(holder)[`=${last}`] ??= {})[what] = text
  }
  const comment = (holder, name, what) =>
    (Array.isArray(holder) && isGroup(holder[name]) ? notes.get(holder[name]) : notes.get(holder)?.[`=${name}`])?.[what]

  const open = ({ values, comments }) => {
    const live = structuredClone(values)
    for (const [location, lines] of comments?.above ?? []) put(live, location, "above", lines)
    for (const [location, text] of comments?.behind ?? []) put(live, location, "behind", text)
    if (comments) Object.assign(noted(live), { head: comments.head, tail: comments.tail })
    return live
  }
  // What `open` opens again.
  const close = live => {
    const own = notes.get(live) ?? {}, comments = { head: own.head ?? [], above: [], behind: [], tail: own.tail ?? [] }
    const walk = (holder, location) => {
      for (const name of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
        const at = [...location, name]
        for (const what of ["above", "behind"]) {
          const found = comment(holder, name, what)
          if (found) comments[what].push([at, found])
        }
        if (typeof holder[name] === "object") walk(holder[name], at)
      }
    }
    walk(live, [])
    return { values: structuredClone(live), comments }
  }

  // --- writing

  const quoted = text => /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`
  const oneLine = (text, shape, flow) => {
    const plain = PLAIN.test(text) && !NOT_PLAIN.test(text) && !(flow && IN_FLOW.test(text))
    return !plain || shape === "digests" || (NO_TEXT.test(text) && !VALUES.includes(shape)) ? quoted(text) : text
  }
  const beside = (line, text) => text ? `${line}  ${text}` : line
  const literal = (start, text, behind, indent) => {
    const chomp = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-"
    const deep = text.replace(/^\n+/, "").startsWith(" ") ? "2" : ""
    const lines = text.replace(/\n$/, "").split("\n")
    return [beside(`${start} |${deep}${chomp}`, behind), ...lines.map(line => line && " ".repeat(indent) + line)]
  }
  const folded = (text, indent) => {
    const lines = []
    let line = ""
    for (const word of text.split(/(?<! ) (?! )/)) {
      if (line && indent + width(line) + 1 + width(word) > WIDTH) {
        lines.push(line)
        line = word
      } else line = line ? `${line} ${word}` : word
    }
    return [...lines, line].map(each => " ".repeat(indent) + each)
  }
  const scalar = (start, text, field, behind, indent) => {
    if (!text) return [beside(start, behind)]
    if (text.includes("\n")) return literal(start, text, behind, indent)
    const line = `${start} ${oneLine(text, kind(field))}`
    return width(line) <= WIDTH || !FOLDABLE.test(text) ? [beside(line, behind)] : [beside(`${start} >-`, behind), ...folded(text, indent)]
  }
  const above = (holder, name, indent) => (comment(holder, name, "above") ?? []).map(line => line && " ".repeat(indent) + line)
  const inBrackets = (start, items, field) => {
    if (!items.every(item => typeof item === "string" && TOKEN.test(item))) return ""
    const line = `${start} [${items.map(text => oneLine(text, kind(field), true)).join(", ")}]`
    return width(line) <= WIDTH ? line : ""
  }
  const allBehind = (holder, name, items) =>
    [comment(holder, name, "behind"), ...[...items.keys()].map(index => comment(items, index, "behind"))].filter(Boolean).join(" ")

  const bulleted = (bullet, lines) => {
    const first = lines.findIndex(line => !line.trimStart().startsWith("#"))
    return [...lines.slice(0, first).map(line => line.slice(2)), bullet + lines[first].slice(bullet.length), ...lines.slice(first + 1)]
  }
  const writer = root => {
    const items = (list, field, indent) => list.flatMap((item, index) => {
      const bullet = `${" ".repeat(indent)}-`, behind = comment(list, index, "behind"), before = above(list, index, indent)
      if (typeof item === "string") return [...before, ...scalar(bullet, item, field, behind, indent + 2)]
      if (isGroup(item) && Object.keys(item).length) return [...before, ...bulleted(bullet, fields(item, inside(field, root), indent + 2))]
      return [...before, beside(`${bullet} {}`, behind)]
    })
    const one = (holder, name, field, indent) => {
      const value = holder[name], start = `${" ".repeat(indent)}${TOKEN.test(name) ? name : quoted(name)}:`
      if (typeof value === "string") return scalar(start, value, field, comment(holder, name, "behind"), indent + 2)
      if (!Object.keys(value).length) return [beside(`${start} ${isGroup(value) ? "{}" : "[]"}`, comment(holder, name, "behind"))]
      const head = beside(start, comment(holder, name, "behind"))
      if (isGroup(value)) return [head, ...fields(value, inside(field, root), indent + 2, field)]
      const line = inBrackets(start, value, field)
      if (!line) return [head, ...items(value, field, indent + 2)]
      return [...value.flatMap((_, index) => above(value, index, indent)), beside(line, allBehind(holder, name, value))]
    }
    const fields = (group, schema, indent, like) => {
      const known = schema?.properties ?? {}, order = Object.keys(known)
      const rank = name => order.indexOf(name) < 0 ? order.length : order.indexOf(name)
      return Object.keys(group).sort((a, b) => rank(a) - rank(b))
        .flatMap(name => [...above(group, name, indent), ...one(group, name, known[name] ?? like, indent)])
    }
    return fields
  }
  const text = (live, root) => {
    const own = notes.get(live) ?? {}, lines = writer(root)(live, root, 0)
    return [...own.head ?? [], ...lines[0] ? lines : lines.slice(1), ...own.tail ?? []].join("\n") + "\n"
  }

  // --- the typography of a language, in place: words only, as `kb fmt` does it

  const typeset = (live, schema, root, locale) => {
    for (const [name, value] of Object.entries(live)) {
      const field = schema.properties[name], group = field && inside(field, root)
      if (group) for (const item of [value].flat()) isGroup(item) && typeset(item, group, root, locale)
      else if (field?.["x-kb"].role === "words") {
        const tidied = each => typeof each === "string" ? kbFormText.tidy(each, locale) : each
        live[name] = Array.isArray(value) ? value.map(tidied) : tidied(value)
      }
    }
    return live
  }

  return { open, close, text, typeset, inside, kind, isMany, isGroup }
})()
