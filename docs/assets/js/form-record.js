// The record in the form: its original and its translation side by side, what was changed, and the files that come out.
globalThis.kbFormRecord = (() => {
  const { open, close, text, typeset, inside, isGroup } = kbFormFile, { leaves, digests, staleIn, itemKey, LEDGER } = kbFormCheck
  const FILES = ["original", "translation"]
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

  class Record {
    // `files` are as a record's script has them: values and comments; those of a new record and of a new translation are empty.
    constructor({ collection, id, locale, to, files, isNew }) {
      Object.assign(this, { collection, id, locale, to, isNew, schemas: kbFormData.schemas[collection] })
      this.before = Object.fromEntries(FILES.map(name => [name, files[name] ? open(files[name]) : null]))
      this.textBegun = text(this.before.original, this.schemas.original)
      this.textsBefore = Object.fromEntries(FILES.map(name => [name, this.before[name] && !(isNew && name === "original") ? text(this.before[name], this.schemas[name]) : ""]))
      this.use(files)
    }
    // Take other values for the same files, such as those of a draft.
    use(files) {
      for (const name of FILES) this[name] = files[name] ? open(files[name]) : null
      this.partners = new WeakMap()
      this.confirmed = new WeakMap()
      this.made = new WeakMap()      // what each text was translated from when the record was opened
      if (!this.translation) return
      this.pair(this.original, this.translation, this.schemas.translation)
      const noted = this.translation[LEDGER]?.digests ?? {}
      for (const { holder, name, path, value } of leaves(this.translation, this.schemas.translation)) {
        if (!this.made.has(holder)) this.made.set(holder, {})
        this.made.get(holder)[name] = { value: JSON.stringify(value), noted: noted[path] }
      }
      this.noted = { ...noted }
    }
    get ref() { return `${this.collection}/${this.id}` }
    localeOf(name) { return name === "original" ? this.locale : this.to }
    path(name) { return `content/${this.localeOf(name)}/${this.ref}.yml` }
    fileName(name) { return `${this.collection}.${this.id}.${this.localeOf(name)}.yml` }

    // Items of the original and of the translation belong together by their keys.
    pair(ours, theirs, schema) {
      for (const [name, field] of Object.entries(schema.properties)) {
        const group = inside(field, this.schemas.translation), own = ours?.[name], other = theirs[name]
        if (!group || !own || !other || name === LEDGER) continue
        if (isGroup(other)) this.pair(own, other, group)
        else for (const item of own) {
          const match = other.find(each => itemKey(each, group) === itemKey(item, group))
          if (!match) continue
          this.partners.set(item, match)
          this.pair(item, match, group)
        }
      }
    }

    // --- the ledger: a text that was written anew, or found to be right, was made from the original as it is now

    keepLedger() {
      if (!this.translation) return
      const today = digests(this.original, this.schemas.original), next = new Map(), noted = this.noted ?? {}
      const there = new Set()
      for (const { holder, name, path, value } of leaves(this.translation, this.schemas.translation)) {
        there.add(path)
        const made = this.made.get(holder)?.[name], untouched = made?.value === JSON.stringify(value) && !this.confirmed.get(holder)?.has(name)
        const digest = untouched ? made.noted : today.get(path)
        if (digest && today.has(path)) next.set(path, digest)
      }
      const ledger = this.translation[LEDGER] ??= { language: this.locale }
      ledger.language = this.locale
      const order = [...today.keys()], known = Object.keys(noted).filter(path => today.has(path))
      const natural = same(known, order.filter(path => known.includes(path)))
      const sorted = natural ? order : [...known, ...order.filter(path => !known.includes(path))]
      const digestsNow = ledger.digests ??= {}
      for (const path of Object.keys(digestsNow)) delete digestsNow[path]
      for (const path of sorted) if (next.has(path)) digestsNow[path] = next.get(path)
      if (!next.size) delete ledger.digests
    }
    confirm(holder, name, yes) {
      const names = this.confirmed.get(holder) ?? this.confirmed.set(holder, new Set()).get(holder)
      yes ? names.add(name) : names.delete(name)
    }
    // Whether the original was changed since this text was translated, by whoever.
    isStale(holder, name) {
      if (!this.translation || !holder) return false
      const stale = staleIn(this.translation, digests(this.original, this.schemas.original))
      return [...leaves(this.translation, this.schemas.translation)].some(leaf => leaf.holder === holder && leaf.name === name && stale.includes(leaf.path))
    }

    // --- what comes out

    problems() {
      this.keepLedger()
      const { ref, collection, original, translation } = this, found = kbFormCheck.check({ ref, collection, original, translation })
      if (this.isNew && !new RegExp(`^(?:${kbFormData.slug})$`).test(this.id)) found.unshift({ file: "original", at: [], on: "=id", code: "KB035", key: this.id ? null : "KB022", value: this.id })
      else if (this.isNew && ref in kbFormData.records) found.unshift({ file: "original", at: [], on: "=id", code: "KB035", key: "taken", ref })
      return found
    }
    finished(name) {
      return this[name] && typeset(open(close(this[name])), this.schemas[name], this.schemas[name], this.localeOf(name))
    }
    // The files that differ from what was there, with their texts.
    files() {
      this.keepLedger()
      if (this.isNew && !this.id && !this.translation && text(this.original, this.schemas.original) === this.textBegun) return []
      return FILES.filter(name => this[name]).map(name => ({ name, text: text(this.finished(name), this.schemas[name]) }))
        .filter(file => file.text !== this.textsBefore[file.name])
        .map(file => ({ ...file, path: this.path(file.name), fileName: this.fileName(file.name), locale: this.localeOf(file.name), isNew: !this.textsBefore[file.name] }))
    }
    // Field by field: before and after.
    changes() {
      return FILES.filter(name => this[name]).flatMap(name => {
        const schema = this.schemas[name], list = values => new Map([...leaves(values ?? {}, schema)].filter(({ path }) => !path.startsWith(LEDGER)).map(leaf => [leaf.path, leaf]))
        const old = list(this.isNew ? null : this.before[name]), now = list(this.finished(name))
        return [...new Set([...now.keys(), ...old.keys()])].filter(path => !same(old.get(path)?.value, now.get(path)?.value))
          .map(path => ({ name, locale: this.localeOf(name), path, at: (now.get(path) ?? old.get(path)).at, before: old.get(path)?.value, after: now.get(path)?.value }))
      })
    }

    // --- drafts

    draft() {
      const { id, locale, to } = this
      return { id, locale, to, before: this.textsBefore, files: Object.fromEntries(FILES.map(name => [name, this[name] && close(this[name])])) }
    }
    take(draft) {
      Object.assign(this, { locale: draft.locale, to: draft.to })
      if (this.isNew) this.id = draft.id
      this.use(draft.files)
      return same(draft.before, this.textsBefore)
    }
  }
  return Record
})()
