// Where the fields of the form are kept: for each group of fields, its place in the original and in the translation. And what
// all parts of the form need to make elements.
globalThis.kbFormPlaces = (() => {
  const { LEDGER } = kbFormCheck
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value)
    element.append(...children.filter(child => child != null))
    return element
  }
  let count = 0
  const newId = () => `f${++count}`
  const isEmpty = value => value == null || value === "" || (Array.isArray(value) && !value.length)

  // A place gives the group of a file, or makes it when something is written into it; `prune` lets go of one that says nothing.
  const rootPlace = record => ({
    get: file => record[file],
    make: file => record[file] ??= file === "translation" ? { [LEDGER]: { language: record.locale } } : {},
    prune: file => {
      if (file === "translation" && !record.before.translation && !Object.keys(record.translation ?? {}).some(name => name !== LEDGER)) record.translation = null
    },
  })
  const partPlace = (parent, name) => ({
    get: file => parent.get(file)?.[name],
    make: file => parent.make(file)[name] ??= {},
    prune: file => {
      const holder = parent.get(file)
      if (!holder?.[name] || Object.keys(holder[name]).length) return
      delete holder[name]
      parent.prune(file)
    },
  })
  const itemPlace = (record, parent, name, item, key) => ({
    get: file => file === "original" ? item : record.partners.get(item),
    make(file) {
      if (file === "original") return item
      if (record.partners.has(item)) return record.partners.get(item)
      const made = item[key] ? { [key]: item[key] } : {}, list = parent.make(file)[name] ??= [], own = parent.get("original")[name]
      const before = own.slice(0, own.indexOf(item)).reverse().map(each => record.partners.get(each)).find(Boolean)
      list.splice(before ? list.indexOf(before) + 1 : 0, 0, made)
      record.partners.set(item, made)
      return made
    },
    prune(file) {
      const other = record.partners.get(item)
      if (file === "original" || !other || Object.keys(other).some(each => each !== key)) return
      detach(record, parent, name, item)
    },
  })
  const detach = (record, parent, name, item) => {
    const holder = parent.get("translation"), other = record.partners.get(item)
    if (!other) return
    holder[name].splice(holder[name].indexOf(other), 1)
    record.partners.delete(item)
    if (!holder[name].length) delete holder[name]
    parent.prune("translation")
  }

  return { rootPlace, partPlace, itemPlace, detach, make, fill, newId, isEmpty }
})()
