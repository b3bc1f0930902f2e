// The twin: the same markup, the same features and the same list algorithm without a framework and without WASM, to compare with.
// It adopts what the server printed, turns the order round with the fewest moves around the entry being read, takes deltas in, says
// what waits, keeps the reader's place, and names what is being read. What it leaves out are languages other than English, kinds of
// blocks other than paragraphs, and everything that goes wrong.

export const prepare = async () => host => twin(host)

const KEPT = 'twin:order'
const BOXES = ['lu-body', 'lu-standfirst', 'lu-title', 'lu-share']
const OURS = ['data-key', 'lang', 'dir', 'aria-label', 'aria-labelledby', 'href', 'datetime', 'hidden']

function twin(host) {
  const list = host.querySelector('.lu-entries')
  const abort = new AbortController(), { signal } = abort
  const part = name => host.shadowRoot.querySelector(`[part=${name}]`)
  const [badge, state, updated, bar, current, notice, status, pause] =
    ['badge', 'state', 'updated', 'bar', 'current', 'notice', 'status', 'pause'].map(part)
  const options = [...host.shadowRoot.querySelectorAll('[part=order-option]')]
  const head = JSON.parse(host.dataset.head)
  let revision = +host.dataset.revision, order = 'new-first', paused = false, looking = false
  // By id: rows that are shown; entries that wait; of those deleted the revision.
  const rows = new Map(), unseen = new Map(), gone = new Map()

  for (const article of list.querySelectorAll('article.lu-entry[data-entry]')) {
    const id = article.dataset.entry
    if (rows.has(id)) { article.parentNode.remove(); continue }
    rows.set(id, row(article, article.parentNode))
  }
  const kept = new URLSearchParams(location.search).get('order') ?? localStorage.getItem(KEPT)
  if (kept && kept != order && list.getBoundingClientRect().top >= innerHeight) turn(kept)
  host.addEventListener('click', () => {}, { signal })
  options.forEach((option, at) => option.addEventListener('click', event => { event.preventDefault(); choose(['new-first', 'old-first'][at]) }, { signal }))
  notice.addEventListener('click', showNew, { signal })
  pause.addEventListener('click', () => { paused = !paused; show() }, { signal })
  for (const name of ['scroll', 'resize']) addEventListener(name, look, { passive: true, capture: true, signal })
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(name, () => {}, { passive: true, capture: true, signal })
  show()
  look()
  // What has changed since the page was printed.
  const asked = Promise.resolve().then(() => fetch(head.links.updates, { cache: 'no-cache', signal }))
    .then(answer => answer.text()).then(deliver).catch(() => {})

  function row(article, item) {
    return {
      id: article.dataset.entry, revision: +article.dataset.revision, sequence: +article.dataset.sequence,
      published: Date.parse(article.querySelector('time[datetime]').dateTime), article, item,
    }
  }

  function older(a, b) { return a.published - b.published || a.sequence - b.sequence || (a.id < b.id ? -1 : 1) }
  function ordered() {
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

  // The reader's place: the first entries in view, and where they stand.
  function line() { return Math.max(0, bar.getBoundingClientRect().bottom) }
  function take(line) {
    if (list.getBoundingClientRect().top >= line) return
    const all = ordered()
    let low = 0, high = all.length
    while (low < high) { const mid = (low + high) >> 1; if (all[mid].article.getBoundingClientRect().bottom <= line) low = mid + 1; else high = mid }
    if (all[low]) return { row: all[low], tops: all.slice(low, low + 12).map(r => [r.article, r.article.getBoundingClientRect().top]) }
  }
  function restore(place) {
    const [article, top] = place?.tops.find(([article]) => article.isConnected) ?? []
    const moved = article ? Math.round(article.getBoundingClientRect().top - top) : 0
    if (moved) document.scrollingElement.scrollTop += moved
  }

  // What the bar names and the contents mark, in the next frame.
  function look() {
    if (!looking) { looking = true; requestAnimationFrame(() => { looking = false; if (!signal.aborted) lookNow() }) }
  }
  function lookNow() {
    const at = line() + 16, reading = take(at)?.row
    const title = reading?.article.querySelector('.lu-entry-title')
    const named = title && title.getBoundingClientRect().bottom <= at
    set(current, 'hidden', named ? null : '')
    set(current, 'href', named ? '#lu-' + reading.id : null)
    text(current, named ? title.textContent.trim() : '')
    const links = [...host.querySelectorAll('.lu-contents a[href]')]
    const before = r => order == 'old-first' ? older(r, reading) <= 0 : older(r, reading) >= 0
    let marked, best
    if (reading) for (const link of links) {
      const r = rows.get(link.hash.slice(4))
      if (r && before(r) && (!best || (order == 'old-first' ? older(r, best) > 0 : older(r, best) < 0))) { best = r; marked = link }
    }
    for (const link of links) set(link, 'aria-current', link == marked ? 'true' : null)
  }
  function set(element, name, value) {
    if (element.getAttribute(name) != value) value == null ? element.removeAttribute(name) : element.setAttribute(name, value)
  }
  function text(element, value) { if (element.textContent != value) element.textContent = value }

  // The chrome.
  function show() {
    text(state, head.state == 'live' ? 'Being updated' : head.state)
    set(badge, 'data-state', head.state)
    text(updated, head.updated ? 'Last update: ' + clock(head.updated) : '')
    set(updated, 'datetime', head.updated ?? null)
    options.forEach((option, at) => set(option, 'aria-current', order == ['new-first', 'old-first'][at] ? 'true' : null))
    set(notice, 'hidden', unseen.size ? null : '')
    text(notice, unseen.size ? `${unseen.size} new updates` : '')
    set(pause, 'data-is', paused ? 'paused' : 'live')
  }
  function emit(name, detail) { host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail })) }

  function turn(wanted, keep) { order = wanted; arrange(keep); show() }
  function choose(wanted) {
    if (wanted == order) return
    const place = take(line())
    turn(wanted, place?.row.item)
    restore(place)
    text(status, order == 'new-first' ? 'Showing the newest first' : 'Showing the oldest first')
    localStorage.setItem(KEPT, order)
    const address = new URL(location.href)
    address.searchParams.set('order', order)
    history.replaceState(history.state, '', address)
    host.setAttribute('order', order)
    emit('lu-order', { order })
    look()
  }

  // Markup.
  function el(name, cls, text) { const e = document.createElement(name); if (cls) e.className = cls; if (text != null) e.textContent = text; return e }
  function clock(stamp) {
    const time = stamp.slice(11, 16), date = stamp.slice(0, 10).split('-').reverse().join('.'), offset = stamp.slice(19)
    return `${time} ${head.time_zone?.labels?.[offset] ?? 'GMT' + offset} ${date}`
  }
  function address(url) { return /^(https?:|mailto:|tel:|\/|#)/.test(url) ? url : undefined }
  function inlines(parent, content) {
    for (const it of content) {
      if (it.kind == 'text') parent.append(it.text)
      else if (it.kind == 'link') { const a = el('a'); if (address(it.url)) a.setAttribute('href', it.url); inlines(a, it.content); parent.append(a) }
      else { const e = el({ strong: 'strong', emphasis: 'em' }[it.kind]); inlines(e, it.content); parent.append(e) }
    }
  }
  function make(entry) {
    const item = el('li'), article = el('article', 'lu-entry'), when = clock(entry.published)
    article.id = 'lu-' + entry.id
    Object.assign(article.dataset, { entry: entry.id, revision: entry.revision, sequence: entry.sequence })
    if (entry.key) article.dataset.key = ''
    article.setAttribute(entry.title ? 'aria-labelledby' : 'aria-label', entry.title ? article.id + '.title' : 'Update of ' + when)
    const time = el('time', 'lu-time', when)
    time.setAttribute('datetime', entry.published)
    article.append(time)
    if (entry.key) article.append(' ', el('span', 'lu-key', 'Key event'))
    if (head.pinned?.includes(entry.id)) article.append(' ', el('span', 'lu-pin', 'Pinned'))
    if (entry.title) { const h = el('h2', 'lu-entry-title', entry.title); h.id = article.id + '.title'; article.append(h) }
    if (entry.body?.length) { const body = el('div', 'lu-body'); for (const b of entry.body) { const p = el('p'); inlines(p, b.content); body.append(p) } article.append(body) }
    const share = el('a', 'lu-share', 'Share')
    share.setAttribute('href', (entry.url && address(entry.url)) ?? '#' + article.id)
    share.setAttribute('aria-label', 'Share: ' + (entry.title ?? when))
    article.append(share)
    item.append(article)
    return { id: entry.id, revision: entry.revision, sequence: entry.sequence, published: Date.parse(entry.published), article, item }
  }

  // A revised entry, compared with the live one node by node, so that what is the same stays.
  function patch(live, fresh) {
    for (const name of OURS) if (live.hasAttribute(name) && !fresh.hasAttribute(name)) live.removeAttribute(name)
    for (const { name, value } of fresh.attributes) if (name != 'class') set(live, name, value)
    let next = live.firstChild
    for (const node of [...fresh.childNodes]) {
      const wanted = mark(node)
      let same = next
      while (same && !same.isEqualNode(node) && !(wanted && mark(same) == wanted)) same = same.nextSibling
      if (!same) { live.insertBefore(node, next); continue }
      while (next != same) { const gone = next; next = gone.nextSibling; gone.remove() }
      if (same.nodeType == Node.ELEMENT_NODE && !same.isEqualNode(node)) patch(same, node)
      next = same.nextSibling
    }
    while (next) { const gone = next; next = gone.nextSibling; gone.remove() }
  }
  function mark(node) {
    if (node.nodeType != Node.ELEMENT_NODE) return
    if (BOXES.includes(node.className)) return node.className
    const source = node.getAttribute('src') ?? node.querySelector('[src]')?.getAttribute('src')
    return source && node.localName + ' ' + source
  }

  // Whether new entries have to wait, since they would disturb the reader.
  function waits() {
    const box = list.getBoundingClientRect()
    const inView = order == 'new-first' ? box.top >= line() : box.bottom >= line() && box.bottom <= innerHeight
    const selection = getSelection()
    const engaged = list.contains(document.activeElement)
      || !selection.isCollapsed && [selection.anchorNode, selection.focusNode].some(end => list.contains(end))
      || [...list.querySelectorAll('video, audio')].some(media => !media.paused)
    return paused || !inView || engaged
  }

  function merge(entry) {
    const known = rows.get(entry.id)
    if (entry.deleted) { known?.item.remove(); rows.delete(entry.id); gone.set(entry.id, entry.revision); return }
    const made = make(entry)
    if (!known) { rows.set(entry.id, made); return }
    patch(known.article, made.article)
    rows.set(entry.id, { ...made, article: known.article, item: known.item })
  }

  function deliver(text) {
    const delta = JSON.parse(text)
    if (delta.epoch != host.dataset.epoch || delta.from > revision || delta.revision <= revision) return
    Object.assign(head, delta.head)
    revision = delta.revision
    const place = take(line()), wait = waits()
    let arrived = 0, shown = 0
    for (const entry of delta.entries) {
      const known = rows.get(entry.id)
      const added = !known && !unseen.has(entry.id) && !gone.has(entry.id) && !entry.deleted
      arrived += added
      if (unseen.has(entry.id) || added && wait) {
        if (entry.deleted) { unseen.delete(entry.id); gone.set(entry.id, entry.revision) } else unseen.set(entry.id, entry)
      } else if (!((known?.revision ?? gone.get(entry.id)) >= entry.revision)) {
        shown += added
        merge(entry)
      }
    }
    arrange(place?.row.item)
    revise(delta.head ?? {})
    if (!unseen.size) host.dataset.revision = revision
    restore(place)
    show()
    if (arrived) emit('lu-arrived', { count: arrived })
    if (shown) emit('lu-shown', { count: shown })
    look()
  }

  // What stands around the list, as far as the head says that it changed.
  function revise(fields) {
    if ('title' in fields) text(host.querySelector('.lu-title'), head.title)
    if ('key_entries' in fields) {
      const lines = el('ol')
      for (const key of head.key_entries) {
        const line = el('li'), time = el('time', '', key.published.slice(11, 16)), link = el('a', '', key.title)
        time.setAttribute('datetime', key.published)
        link.setAttribute('href', '#lu-' + key.id)
        line.append(time, ' ', link)
        lines.append(line)
      }
      const live = host.querySelector('.lu-contents > ol')
      if (live && !live.isEqualNode(lines)) patch(live, lines)
    }
    const pinned = new Set(head.pinned)
    for (const mark of list.querySelectorAll('.lu-pin')) if (!pinned.has(mark.parentNode.dataset.entry)) { mark.previousSibling.remove(); mark.remove() }
    for (const id of pinned) {
      const article = rows.get(id)?.article
      if (article && !article.querySelector('.lu-pin')) article.querySelector('.lu-time').after(' ', el('span', 'lu-pin', 'Pinned'))
    }
    const copies = [...pinned].filter(id => rows.has(id)).map(id => rows.get(id).article.cloneNode(true))
    const before = host.querySelector('.lu-pinned')
    if (!copies.length) before?.remove()
    else {
      const section = el('div', 'lu-pinned')
      for (const copy of copies) { copy.dataset.copy = copy.dataset.entry; copy.removeAttribute('id'); copy.removeAttribute('data-entry') }
      section.append(...copies)
      before ? before.replaceWith(section) : list.before(section)
    }
    if (!rows.size) list.before(el('p', 'lu-empty', 'Nothing yet'))
    else host.querySelector('.lu-empty')?.remove()
  }

  function showNew() {
    const all = [...unseen.values()], count = all.length
    unseen.clear()
    all.forEach(merge)
    arrange()
    revise({})
    host.dataset.revision = revision
    show()
    emit('lu-shown', { count })
    look()
  }

  return {
    settled: () => asked,
    deliver,
    toggle() { choose(order == 'new-first' ? 'old-first' : 'new-first') },
    end() { abort.abort() },
  }
}
