// Where the WASM cannot run: asks the delta address in the page's `data-head` now and then, and says when there is something newer, with
// a link that loads the page again. The loader fetches this file only then. It compares revisions and knows nothing else of a feed.

// "New updates: reload" in each language.
const SAID = "%RELOAD%"
// Seconds between two questions, at least and at most, and how many may fail in a row.
const LEAST = 60
const MOST = 3600
const MOST_FAILURES = 5

// Whom to tell, by address: widgets of one feed ask together.
const watches = new Map()

export default (element, signal, language) => {
  if (signal.aborted || element.getAttribute('updates') === 'off') return
  let head, address
  try {
    head = JSON.parse(element.dataset.head)
    address = head.links.updates && new URL(head.links.updates, document.baseURI).href
  } catch {}
  if (!address || head.state === 'ended') return
  const region = place(element, signal)
  if (!watches.has(address)) watches.set(address, watch(address, head.poll_seconds))
  const readers = watches.get(address)
  const reader = news => {
    const { epoch, revision } = element.dataset
    // Where the page does not say its revision, what came after the one in the address is new.
    const newer = !news || (epoch && news.epoch && news.epoch !== epoch) || news.revision > Number(revision ?? news.from)
    if (newer) say(region, language, signal)
    return newer
  }
  readers.add(reader)
  signal.addEventListener('abort', () => readers.delete(reader))
}

// Asks as long as there is somebody to tell, never in a hidden tab, and never sooner than asked for.
const watch = (address, seconds) => {
  const readers = new Set()
  let period, failures = 0
  const pace = seconds => { period = Math.min(Math.max(LEAST, seconds || 0), MOST) }
  const end = () => watches.delete(address)
  const later = seconds => setTimeout(ask, seconds * (1000 + Math.random() * 200))
  const ask = async () => {
    if (!readers.size) return end()
    if (document.hidden) return document.addEventListener('visibilitychange', ask, { once: true })
    let asked = 0
    try {
      const answer = await fetch(address, { cache: 'no-cache' })
      if ([401, 403, 404].includes(answer.status)) return end()
      // 410: the page is older than what the server remembers.
      let news
      if (answer.status !== 410) {
        asked = Number(answer.headers.get('retry-after')) || 0
        if (!answer.ok) throw answer
        news = JSON.parse(await answer.text() || '{}')
        pace(news.poll_seconds)
      }
      failures = 0
      for (const reader of readers) if (reader(news)) readers.delete(reader)
    } catch {
      if (++failures >= MOST_FAILURES) return end()
    }
    if (!readers.size) return end()
    later(Math.min(Math.max(period * 2 ** failures, asked), MOST))
  }
  pace(seconds)
  later(period)
  return readers
}

// The chrome's status region; without chrome a line of no height on top, which is there before it says something, so that it is heard.
const place = (element, signal) => {
  const tree = element.shadowRoot
  const found = tree?.querySelector('[data-chrome] [role=status]')
  if (found) return found
  const made = document.createElement('div')
  made.setAttribute('role', 'status')
  Object.assign(made.style, { position: 'sticky', top: 'var(--lu-sticky-top, 0px)', height: '0', zIndex: '1' })
  ;(tree ?? element).prepend(made)
  signal.addEventListener('abort', () => made.remove())
  return made
}

const say = (region, language, signal) => {
  const known = [language, language.split('-')[0]].find(tag => SAID[tag]) ?? 'en'
  const link = document.createElement('a')
  // Without its fragment, since a link to a place on this page loads nothing.
  link.href = location.href.split('#')[0]
  link.textContent = SAID[known]
  link.lang = known
  link.dir = 'auto'
  link.style.backgroundColor = 'var(--lu-background, Canvas)'
  const before = [...region.childNodes]
  region.replaceChildren(link)
  if (!region.hasAttribute('part')) return
  link.style.backgroundColor = ''
  link.setAttribute('part', 'notice')
  region.dataset.kind = 'reload'
  // As it was printed, should the WASM start after all.
  signal.addEventListener('abort', () => { region.replaceChildren(...before); delete region.dataset.kind })
}
