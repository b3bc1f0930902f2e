// The twin: the same markup, the same features and the same list algorithm without a framework and without WASM, to compare with.
// It adopts what the server printed, turns the order round with the fewest moves around the entry being read, and takes a feed in.

export function twin(host) {
  const list = host.querySelector('.lu-entries')
  let order = 'new-first'
  const rows = new Map()
  let head = JSON.parse(host.dataset.head)
  for (const article of list.querySelectorAll('article.lu-entry[data-entry]')) {
    const id = article.dataset.entry
    if (rows.has(id)) { article.parentNode.remove(); continue }
    rows.set(id, row(article))
  }
  host.addEventListener('click', () => {})

  function row(article) {
    return {
      id: article.dataset.entry, revision: +article.dataset.revision, sequence: +article.dataset.sequence,
      published: Date.parse(article.querySelector('time').dateTime), article, item: article.parentNode,
    }
  }

  const older = (a, b) => a.published - b.published || a.sequence - b.sequence || (a.id < b.id ? -1 : 1)
  const ordered = () => {
    const all = [...rows.values()].sort(older)
    return order == 'old-first' ? all : all.reverse()
  }

  // Which items stay: a longest increasing run through `keep` where there is one.
  function stays(now, keep) {
    const lengths = values => { const tails = []; return values.map(v => {
      let low = 0, high = tails.length
      while (low < high) { const mid = (low + high) >> 1; if (tails[mid] < v) low = mid + 1; else high = mid }
      tails[low] = v; return low + 1 }) }
    const ends = lengths(now), starts = lengths([...now].reverse().map(v => -v)).reverse()
    const longest = Math.max(0, ...ends), stay = now.map(() => false)
    const through = keep >= 0 && ends[keep] + starts[keep] == longest + 1 ? keep : ends.lastIndexOf(longest)
    if (through < 0) return stay
    stay[through] = true
    for (let at = through - 1, length = ends[through], value = now[through]; at >= 0; at--)
      if (ends[at] + 1 == length && now[at] < value) { stay[at] = true; length = ends[at]; value = now[at] }
    for (let at = through + 1, length = starts[through], value = now[through]; at < now.length; at++)
      if (starts[at] + 1 == length && now[at] > value) { stay[at] = true; length = starts[at]; value = now[at] }
    return stay
  }

  function arrange(keep) {
    const items = ordered().map(r => r.item), where = new Map([...list.children].map((c, at) => [c, at]))
    const here = items.filter(item => where.has(item)), stay = new Set()
    stays(here.map(item => where.get(item)), here.indexOf(keep)).forEach((s, at) => s && stay.add(here[at]))
    let run = [], last
    for (const item of items) {
      if (stay.has(item)) { if (run.length) item.before(...run); run = []; last = item } else run.push(item)
    }
    if (run.length) last ? last.after(...run) : list.append(...run)
  }

  function place() {
    if (list.getBoundingClientRect().top >= 0) return
    return ordered().find(r => r.article.getBoundingClientRect().bottom > 0)
  }

  const el = (name, cls, text) => { const e = document.createElement(name); if (cls) e.className = cls; if (text != null) e.textContent = text; return e }
  const clock = stamp => { const t = /T(\d\d:\d\d)/.exec(stamp)[1], d = stamp.slice(0, 10).split('-').reverse().join('.'); return `${t} ${head.time_zone?.labels?.[stamp.slice(19)] ?? ''} ${d}` }
  function inlines(parent, content) {
    for (const it of content) {
      if (it.kind == 'text') parent.append(it.text)
      else if (it.kind == 'link') { const a = el('a'); if (/^(https?:|\/)/.test(it.url)) a.href = it.url; inlines(a, it.content); parent.append(a) }
      else { const e = el({ strong: 'strong', emphasis: 'em' }[it.kind]); inlines(e, it.content); parent.append(e) }
    }
  }
  function make(entry) {
    const item = el('li'), article = el('article', 'lu-entry')
    Object.assign(article, { id: 'lu-' + entry.id })
    Object.assign(article.dataset, { entry: entry.id, revision: entry.revision, sequence: entry.sequence })
    const time = el('time', 'lu-time', clock(entry.published)); time.dateTime = entry.published
    article.append(time)
    if (entry.title) { const h = el('h2', 'lu-entry-title', entry.title); h.id = article.id + '.title'; article.setAttribute('aria-labelledby', h.id); article.append(h) }
    if (entry.body) { const body = el('div', 'lu-body'); for (const b of entry.body) { const p = el('p'); inlines(p, b.content); body.append(p) } article.append(body) }
    const share = el('a', 'lu-share', 'Share'); share.href = entry.url ?? '#' + article.id; share.setAttribute('aria-label', 'Share: ' + (entry.title ?? time.textContent)); article.append(share)
    item.append(article)
    return { ...row(article), item }
  }

  return {
    toggle() {
      const reading = place(), top = reading?.article.getBoundingClientRect().top
      order = order == 'new-first' ? 'old-first' : 'new-first'
      arrange(reading?.item)
      if (reading) document.scrollingElement.scrollTop += reading.article.getBoundingClientRect().top - top
    },
    async refresh() {
      const feed = JSON.parse(await (await fetch(host.getAttribute('feed'), { cache: 'no-cache' })).text())
      const ids = new Set()
      for (const entry of feed.entries) {
        ids.add(entry.id)
        const known = rows.get(entry.id)
        if (known && known.revision >= entry.revision) continue
        if (entry.deleted) { known?.item.remove(); rows.delete(entry.id); continue }
        const made = make(entry)
        if (known) { known.article.replaceWith(made.article); rows.set(entry.id, { ...made, item: known.item }) } else rows.set(entry.id, made)
      }
      for (const [id, r] of rows) if (!ids.has(id)) { r.item.remove(); rows.delete(id) }
      arrange()
    },
  }
}
