// What is wrong with a record, as far as the record itself tells: the rules of `kb check` over the same schemas. A problem is
// `{ file, at, code, ... }`: `at` leads to the value, `key` names the message where the code has several, the rest fills its
// braces. The tests compare codes and places with those of `kb check`.
globalThis.kbFormCheck = (() => {
  const { inside, kind, isMany, isGroup } = kbFormFile, { closest, digest } = kbFormText, { faults, recordLinks, hasPlainHost, signs } = kbFormFaults
  const LEDGER = "translation_of"
  const matches = (pattern, text) => new RegExp(`^(?:${pattern})$`).test(text)
  const isEmpty = value => value == null || (Array.isArray(value) && !value.length)
  const short = value => {
    const text = typeof value === "string" ? value.split(/\s+/).join(" ").trim() : ""
    return text.length <= 60 ? text : `${text.slice(0, 57)}…`
  }

  // --- the schema

  const inCalendar = text => {
    const [year, month = 1, day = 1] = text.split("-").map(Number), date = new Date(Date.UTC(2000, month - 1, day))
    date.setUTCFullYear(year, month - 1, day)
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  }
  const VALUES = {
    choice: (text, field) => field.enum.includes(text),
    reference: text => matches(`[a-z]+/(?:${kbFormData.slug})`, text),
    country: text => text.includes("/") ? VALUES.reference(text) : kbFormData.codes.country.includes(text),
    link: (text, field) => matches(field.pattern, text) && hasPlainHost(text),
    territory: text => kbFormData.codes.country.includes(text),
    language: (text, field) => matches(field.pattern, text) && kbFormData.codes.language.includes(text.split("-")[0]),
  }
  const fits = (text, field) => {
    const { kind, pattern } = field["x-kb"]
    return VALUES[kind] ? VALUES[kind](text, field) : matches(pattern ?? field.pattern ?? "[^]*", text)
  }
  const scalarProblem = (value, field) => {
    const wrong = { code: "KB023", value: short(value), expected: field["x-kb"].expected, hint: field.enum && closest(String(value), field.enum) }
    if (typeof value !== "string" || !value.trim()) return wrong
    if (kind(field) === "line" && value.trim().includes("\n")) return { ...wrong, key: "KB023_lines" }
    const length = [...value].length
    if (field.maxLength && length > field.maxLength) return { ...wrong, key: "KB023_long", n: length, max: field.maxLength }
    if (!fits(value, field)) return wrong
    return ["when", "day"].includes(kind(field)) && !inCalendar(value) ? { ...wrong, key: "KB023_calendar" } : null
  }
  const ofItem = field => ({ ...field.anyOf?.[0] ?? field.items ?? field, "x-kb": field["x-kb"] })
  const inModel = (model, name) => {
    const group = inside(model?.group.properties[name], model?.root)
    return group && { ...model, group }
  }
  const oneField = function* (value, field, root, at, model) {
    const group = inside(field, root), expected = field["x-kb"].expected ?? field.title
    const each = function* (one, where) {
      const found = group ? null : scalarProblem(one, ofItem(field))
      if (found) yield { at: where, ...found }
      else if (group) yield* isGroup(one) ? groupProblems(one, group, root, where, model) : [{ at: where, code: "KB023", value: short(one), expected: field.title }]
    }
    if (kind(field) === "digests" && isGroup(value)) {
      for (const [name, one] of Object.entries(value)) if (typeof one !== "string") yield { at: [...at, name], code: "KB023", value: short(one), expected }
      return
    }
    if (!isMany(field)) return yield* each(value, at)
    const list = field.anyOf && typeof value === "string" ? [value] : value
    if (!Array.isArray(list)) return yield { at, code: "KB023", value: short(value), expected }
    for (const [index, one] of list.entries()) yield* each(one, [...at, index])
  }
  // `model` is the schema of the original where a translation is checked: a fact of it is no mere slip of the pen.
  const groupProblems = function* (values, schema, root, at, model) {
    const known = Object.keys(schema.properties), strange = Object.keys(values).filter(name => !known.includes(name))
    for (const name of strange) {
      const code = model?.group.properties[name] ? "KB036" : "KB021"
      yield { at: [...at, name], atName: true, code, name, hint: closest(name, known) }
    }
    const meant = strange.map(name => closest(name, known))
    for (const name of schema.required) {
      if (!(name in values) && !meant.includes(name)) yield { at: [...at, name], missing: true, code: "KB022" }
    }
    for (const name of known) if (name in values) yield* oneField(values[name], schema.properties[name], root, [...at, name], inModel(model, name))
  }

  // What is left without the values that are wrong: an item of a list becomes empty, a list of plain values goes as a whole.
  const salvage = (values, problems) => {
    const left = structuredClone(values)
    for (const { at, missing } of problems) {
      const way = at.slice(0, -1), last = at.at(-1), holder = way.reduce((value, step) => value?.[step], left)
      if (missing || holder == null || typeof holder !== "object") continue
      if (!Array.isArray(holder)) delete holder[last]
      else if (isGroup(holder[last]) || holder.some(isGroup)) holder[last] = {}
      else delete way.slice(0, -1).reduce((value, step) => value[step], left)[way.at(-1)]
    }
    return left
  }

  // --- walks

  const itemKey = (item, group) => String(item[group["x-key"]] ?? "").split("/").at(-1)
  const leaves = function* (values, schema, root = schema, at = [], path = "") {
    for (const [name, field] of Object.entries(schema.properties)) {
      const value = values[name], group = inside(field, root), inner = path ? `${path}.${name}` : name
      if (isEmpty(value)) continue
      if (!group) yield { at: [...at, name], path: inner, name, field, value, holder: values }
      else if (!isMany(field)) yield* leaves(value, group, root, [...at, name], inner)
      else for (const [index, item] of value.entries()) yield* leaves(item, group, root, [...at, name, index], `${inner}.${itemKey(item, group)}`)
    }
  }
  const lists = function* (values, schema, root = schema, at = []) {
    for (const [name, field] of Object.entries(schema.properties)) {
      const group = inside(field, root), value = values[name]
      if (!group || isEmpty(value)) continue
      if (isMany(field)) yield { at: [...at, name], items: value, group }
      for (const [index, item] of [value].flat().entries()) yield* lists(item, group, root, isMany(field) ? [...at, name, index] : [...at, name])
    }
  }
  const digests = (values, schema) => new Map([...leaves(values, schema)]
    .filter(({ field }) => field["x-kb"].role === "words").map(({ path, value }) => [path, digest(value)]))
  const notedIn = translation => translation?.[LEDGER]?.digests ?? {}
  const staleIn = (translation, today) => Object.entries(notedIn(translation)).filter(([path, was]) => (today.get(path) ?? was) !== was).map(([path]) => path)

  // --- the rules; each gets the record as far as it can be read

  const nowhere = ref => {
    const collection = ref.split("/")[0], known = Object.keys(kbFormData.records)
    if (!Object.hasOwn(kbFormData.kinds, collection)) return closest(collection, Object.keys(kbFormData.kinds))
    return closest(ref, known.filter(each => each.startsWith(`${collection}/`)))
  }
  const isKnown = (ref, record) => Object.hasOwn(kbFormData.records, ref) || ref === record.ref
  const references = function* ({ record, original }) {
    for (const { at, field, value } of original.leaves()) {
      const { collections } = field["x-kb"]
      for (const [index, ref] of [value].flat().entries()) {
        if (!collections || !ref.includes("/")) continue
        const where = { file: "original", at: Array.isArray(value) ? [...at, index] : at, value: ref }
        if (collections.length && !collections.includes(ref.split("/")[0])) {
          yield { ...where, code: "KB051", expected: collections.map(name => kbFormData.kinds[name] ?? name).join(", ") }
        } else if (!isKnown(ref, record)) yield { ...where, code: "KB050", hint: nowhere(ref) }
      }
    }
  }
  const texts = function* ({ record, files }) {
    for (const file of files) for (const { at, field, value } of file.leaves()) {
      if (!field["x-kb"].markdown) continue
      for (const fault of faults(value)) yield { file: file.name, at, code: "KB052", ...fault }
      for (const ref of recordLinks(value)) if (!isKnown(ref, record)) yield { file: file.name, at, code: "KB050", value: ref, words: ref, hint: nowhere(ref) }
    }
  }
  const sources = function* ({ original }) {
    const defined = (original.values.sources ?? []).map(source => source.id), used = new Set()
    const unsure = defined.includes(undefined) || !(defined.length || original.valid)
    for (const { at, name, field, value } of original.leaves()) {
      if (!["source", "defined_by"].includes(name) && kind(field) !== "source") continue
      for (const [index, id] of [value].flat().entries()) {
        used.add(id)
        const where = field.anyOf || Array.isArray(value) ? [...at, index] : at
        if (!defined.includes(id) && !unsure) yield { file: "original", at: where, code: "KB054", value: id, hint: closest(id, defined) }
      }
    }
    if (!original.valid) return
    if (!defined.length) yield { file: "original", at: [], on: "sources", code: "KB056" }
    for (const [index, id] of defined.entries()) {
      if (used.size && !used.has(id) && defined.lastIndexOf(id) === index) yield { file: "original", at: ["sources", index], on: "id", code: "KB055", value: id }
    }
  }
  const keys = function* ({ files }) {
    for (const file of files) for (const { at, items, group } of lists(file.values, file.schema)) {
      const seen = new Set()
      for (const [index, item] of items.entries()) {
        const key = itemKey(item, group)
        if (key && seen.has(key)) yield { file: file.name, at: [...at, index, group["x-key"]], code: "KB057", value: key }
        seen.add(key)
      }
    }
  }
  // A period is a group of fields with `starts` and `ends`: kb.periods.
  const periods = function* ({ original }) {
    for (const { at, name, value, holder } of original.leaves()) {
      const { starts } = holder, known = Math.min(value.length, starts?.length ?? 0)
      if (name === "ends" && value.slice(0, known) < (starts ?? "").slice(0, known)) yield { file: "original", at, code: "KB058", value: `${starts} – ${value}` }
    }
  }
  const addresses = function* ({ record, original }) {
    for (const [index, old] of (original.values.moved_from ?? []).entries()) {
      if (`${record.collection}/${old}` in kbFormData.records) yield { file: "original", at: ["moved_from", index], code: "KB065", value: old }
    }
  }

  // --- translations

  const unlike = function* (ours, theirs, schema, root, at, valid) {
    const extra = where => valid ? [{ file: "translation", at: where, atName: true, code: "KB060" }] : []
    for (const [name, field] of Object.entries(schema.properties)) {
      const here = [...at, name], own = ours[name], other = theirs[name], group = inside(field, root), known = field["x-kb"]
      if (isEmpty(other) || name === LEDGER || known.own) continue
      if (!group && known.role === "words") {
        if (isEmpty(own)) yield* extra(here)
        else if (Array.isArray(other) && own.length !== other.length) yield { file: "translation", at: here, atName: true, code: "KB061", n: other.length, max: own.length }
      } else if (group && isEmpty(own)) yield* extra(here)
      else if (group && !isMany(field)) yield* unlike(own, other, group, root, here, valid)
      else if (group) yield* unlikeItems(own, other, group, root, here, valid)
    }
  }
  const unlikeItems = function* (own, other, group, root, at, valid) {
    const byKey = new Map(own.map(item => [itemKey(item, group), item]))
    for (const [index, item] of other.entries()) {
      const key = itemKey(item, group), match = byKey.get(key)
      if (match) yield* unlike(match, item, group, root, [...at, index], valid)
      else if (key && !byKey.has("")) yield { file: "translation", at: [...at, index], code: "KB062", value: key, hint: closest(key, byKey.keys()) }
    }
  }
  const links = function* ({ original, translation }) {
    const ours = new Map([...original.leaves()].map(leaf => [leaf.path, leaf])), stale = staleIn(translation.values, digests(original.values, original.schema))
    for (const { at, path, field, value } of translation.leaves()) {
      const own = ours.get(path)
      if (!own || !field["x-kb"].markdown || stale.includes(path)) continue
      const [a, b] = [new Set(recordLinks(own.value)), new Set(recordLinks(value))]
      const lost = [...a].filter(each => !b.has(each)).concat([...b].filter(each => !a.has(each)))
      if (lost.length) yield { file: "translation", at, code: "KB053", words: lost.sort().join(", ") }
    }
  }
  const ledger = function* ({ original, translation }) {
    if (!original.valid || !translation.valid) return
    const today = digests(original.values, original.schema), noted = notedIn(translation.values)
    const there = new Set([...translation.leaves()].map(({ path }) => path))
    const where = { file: "translation", atName: true, warning: true }
    if ([...today.keys()].some(path => there.has(path) && !(path in noted))) yield { ...where, at: [LEDGER], code: "KB063" }
    for (const path of Object.keys(noted)) if (!today.has(path)) yield { ...where, at: [LEDGER, "digests", path], code: "KB064", value: path }
  }
  const matching = ({ original, translation }) =>
    unlike(original.values, translation.values, translation.schema, translation.schema, [], original.valid)

  const RULES = [references, texts, sources, keys, periods, addresses], OF_TRANSLATIONS = [matching, links, ledger]

  // `record` holds ref, collection, original and, where there is one, translation.
  const check = record => {
    const { original: schema } = kbFormData.schemas[record.collection], found = []
    const files = ["original", "translation"].filter(name => record[name]).map(name => {
      const own = kbFormData.schemas[record.collection][name], values = record[name]
      const problems = [...signs(values, []), ...groupProblems(values, own, own, [], name === "translation" ? { group: schema, root: schema } : null)]
      found.push(...problems.map(each => ({ file: name, ...each })))
      const left = salvage(values, problems)
      return { name, schema: own, values: left, valid: !problems.length, leaves: () => leaves(left, own) }
    })
    const [original, translation] = files
    for (const rule of [...RULES, ...translation ? OF_TRANSLATIONS : []]) found.push(...rule({ record, files, original, translation }))
    return found
  }

  return { check, leaves, digests, staleIn, itemKey, LEDGER }
})()
