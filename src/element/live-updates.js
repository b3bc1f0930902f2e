// The loader: registers <live-updates>, starts its WASM when the element nears the view, and picks up after a trap.
// It holds no feed, order or rendering code. Names in "%…%" are filled in by `cargo xtask build`.

const TAG = 'live-updates'
const BUILD = "%BUILD%"
const HERE = import.meta.url
// Attributes and their defaults, from `src/contract/attributes.rs`.
const ATTRIBUTES = "%ATTRIBUTES%"
// Languages that have words of their own; English is built in.
const WORDS = "%WORDS%"
const MOST_ALIVE = 32
const MOST_TRAPS = 3
const TRAP_WINDOW = 60_000
// A stylesheet is waited for this long, in milliseconds.
const PATIENCE = 4_000

// The page's one policy of this name; where the page forbids it, HTML from a feed is shown as text.
let policy
try {
  policy = globalThis.trustedTypes ? trustedTypes.createPolicy(TAG, { createHTML: html => html }) : { createHTML: html => html }
} catch {}
const parse = html => policy && new DOMParser().parseFromString(policy.createHTML(html), 'text/html')

// Attributes of many elements, the last one of what `inside` finds in each: asked for one by one from WASM, it would take longer
// than all else. What parts them is in no attribute, and is no ASCII: of that on, the glue lets the browser encode, not a loop.
const read = (elements, names, inside) => {
  const own = names.split(' '), last = own.pop()
  const values = it => [...own.map(name => it.getAttribute(name)), it.querySelector(inside)?.getAttribute(last)]
  return Array.from(elements, values).flat().join('\x80')
}

// What several widgets share: the compiled module, never an instance.
const shared = new Map()
const once = (key, make) => {
  if (!shared.has(key)) shared.set(key, make().catch(error => { shared.delete(key); throw error }))
  return shared.get(key)
}
const text = async url => { const answer = await fetch(url); if (answer.ok) return answer.text() }
const compile = async url => {
  const answer = fetch(url)
  try { return await WebAssembly.compileStreaming(answer.then(a => a.clone())) } catch (error) {
    // A server that does not know `application/wasm`.
    const { ok, headers } = await answer
    if (!ok || (headers.get('content-type') ?? '').startsWith('application/wasm')) throw error
    return WebAssembly.compile(await (await answer).arrayBuffer())
  }
}

// Elements whose instance is alive, oldest first.
const alive = new Set()
const near = new IntersectionObserver(
  seen => { for (const { target, isIntersecting } of seen) target._near(isIntersecting) }, { rootMargin: '800px' })

class LiveUpdates extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES)
  static build = BUILD
  #internals
  #run = 0
  #handle
  #started
  #abort
  #traps = []
  #isNear = false
  // Entries that were told of as seen.
  #seen = new Set()

  constructor() {
    super()
    try { this.#internals = this.attachInternals() } catch {}
  }

  connectedCallback() {
    for (const name of Object.keys(ATTRIBUTES).map(property)) {
      // A property that was set before the element was known.
      if (Object.hasOwn(this, name)) { const value = this[name]; delete this[name]; this[name] = value }
    }
    if (this.#started) return
    this.#started = true
    const run = ++this.#run
    parsed(this, () => {
      if (run !== this.#run) return
      const load = this.getAttribute('load')
      if (load === 'eager') this._near(true)
      else if (load === 'idle') (globalThis.requestIdleCallback ?? setTimeout)(() => run === this.#run && this._near(true))
      else near.observe(this)
    })
  }

  disconnectedCallback() {
    // An element that is only moved keeps its instance.
    queueMicrotask(() => { if (!this.isConnected) { near.unobserve(this); this.#started = false; this.#stop() } })
  }

  attributeChangedCallback(name, before, now) {
    if (name === 'theme' || before === now) return
    if (name === 'feed') this.#seen.clear()
    if (this.#handle) { try { this.#handle.changed(name) } catch {} }
    // A feed that is named later than the element came near.
    else if (name === 'feed' && this.#isNear) this._near(true)
  }

  _near(is) {
    this.#isNear = is
    if (is && !this.#abort) this.#start(false)
  }

  async #start(restart) {
    const run = ++this.#run
    const gone = () => run !== this.#run || !this.isConnected
    const abort = this.#abort = new AbortController()
    try {
      const url = path => this.#url(path)
      const load = tag => {
        const known = [tag, tag.split('-')[0]].find(tag => WORDS[tag])
        return known ? once(url(WORDS[known]), () => text(url(WORDS[known]))).catch(() => {}) : Promise.resolve()
      }
      const parameter = this.getAttribute('feed-parameter')
      const chosen = parameter && new URLSearchParams(location.search).get(parameter)
      if (chosen) this.setAttribute('feed', chosen)
      if (!this.hasAttribute('feed') && !this.hasAttribute('data-epoch')) { this.#abort = undefined; return }
      const style = this.getAttribute('stylesheet') ?? url("%CSS%")
      const dressed = [sheet(this.getRootNode(), style)]
      const patience = new Promise(done => setTimeout(done, PATIENCE))
      const [{ default: glue }, module, words] = await Promise.all([
        import(url("%GLUE%")), once(url("%WASM%"), () => compile(url("%WASM%"))), load(language(this)),
      ])
      if (gone()) return
      const shadow = root(this)
      dressed.push(sheet(shadow, style))
      if (!this.hasAttribute('data-epoch')) {
        // Content that is made here waits for its looks, so that nothing flashes or shifts; what is there already does not.
        await Promise.race([Promise.all(dressed), patience])
        if (gone()) return
      }
      this.#makeRoom()
      const wasm = glue(error => this.#trapped(run, error))
      wasm.initSync({ module })
      const bridge = {
        build: BUILD, words, language: language(this), restart, signal: abort.signal, load, parse, read,
        states: (...names) => this.#states(names), ...line(this, abort.signal), inView: this.#sight(abort.signal),
      }
      try { this.#handle = wasm.open(this, shadow, bridge) } catch (error) { if (run === this.#run) this.#trapped(run, error) ; return }
      alive.add(this)
    } catch (error) {
      // No WASM, no glue: the HTML stays, its links work.
      if (!gone()) this.#fail('not-started', error)
    }
  }

  // At most once an instance: whatever it listened to ends with it.
  #trapped(run, error) {
    if (run !== this.#run) return
    this.#run++
    this.#handle = undefined
    this.#abort.abort()
    alive.delete(this)
    const now = Date.now()
    this.#traps = [...this.#traps.filter(at => now - at < TRAP_WINDOW), now]
    if (this.#traps.length <= MOST_TRAPS) queueMicrotask(() => { if (this.isConnected) this.#start(true) })
    else this.#fail('trapped', error)
  }

  // Where a file of the script is.
  #url(path) {
    const assets = this.getAttribute('assets')
    return new URL(path, assets ? new URL(assets.replace(/\/?$/, '/'), document.baseURI) : HERE).href
  }

  #fail(code, error) {
    this.#rest()
    this.#states([])
    // Another file looks out for news, which most readers never need.
    const { signal } = this.#abort = new AbortController()
    import(this.#url("%FALLBACK%")).then(fallback => fallback.default(this, signal, language(this))).catch(() => {})
    this.#tell('lu-error', { code, message: String(error) })
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail })) }

  // Takes the entries that are in view, and tells of each that stayed so for a second, in a tab that is seen: once.
  #sight(signal) {
    const timers = new Map()
    let last = ''
    const look = () => {
      const ids = document.hidden || signal.aborted ? [] : last.split(' ')
      for (const [id, timer] of timers) if (!ids.includes(id)) { clearTimeout(timer); timers.delete(id) }
      for (const id of ids) {
        if (!id || timers.has(id) || this.#seen.has(id)) continue
        timers.set(id, setTimeout(() => { this.#seen.add(id); this.#tell('lu-seen', { id }) }, 1000))
      }
    }
    document.addEventListener('visibilitychange', look, { signal })
    signal.addEventListener('abort', look)
    return ids => { last = ids; look() }
  }

  // Without script: a copy of the chrome sheds listeners that nobody answers any more, and no age counts on.
  #rest() {
    this.querySelectorAll('.lu-age').forEach(age => age.remove())
    const chrome = this.shadowRoot?.querySelector('[data-chrome]')
    chrome?.replaceWith(chrome.cloneNode(true))
  }

  #stop() {
    this.#run++
    alive.delete(this)
    this.#abort?.abort()
    this.#abort = undefined
    const handle = this.#handle
    this.#handle = undefined
    if (!handle) return
    this.#rest()
    try { handle.dispose() } catch {}
  }

  // Browsers allow about 125 instances: the one longest out of view goes back to plain HTML, until it is near again.
  #makeRoom() {
    for (const other of alive) {
      if (alive.size < MOST_ALIVE) return
      if (!other.#isNear) other.#stop()
    }
  }

  #states(names) {
    const states = this.#internals?.states
    if (!states) return
    states.clear()
    for (const name of names) if (name) states.add(name)
  }

  get state() { return this.#handle?.state() ?? null }
  get revision() { return this.#handle?.revision() ?? (Number(this.getAttribute('data-revision')) || 0) }
  async refresh() { await this.#handle?.refresh() }
  showNew() { return this.#handle?.show_new() ?? 0 }
  open(id) { return this.#handle?.open(String(id)) ?? false }
}

const property = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
for (const [name, fallback] of Object.entries(ATTRIBUTES)) {
  Object.defineProperty(LiveUpdates.prototype, property(name), {
    configurable: true, enumerable: true,
    get() { return this.getAttribute(name) ?? fallback },
    set(value) { value == null ? this.removeAttribute(name) : this.setAttribute(name, value) },
  })
}

// Timers, a stream and what watches the size, that end with the signal, also when nothing behind them can run any more.
const line = (element, signal) => {
  const timers = []
  let source
  signal.addEventListener('abort', () => { timers.forEach(clearTimeout); source?.close() })
  return {
    wait(slot, ms, run) {
      clearTimeout(timers[slot])
      if (ms != null && !signal.aborted) timers[slot] = setTimeout(run, ms)
    },
    // Where the engine has no scroll anchoring: runs when something has changed the element's size, before it is painted.
    resized(run) {
      if (CSS.supports('overflow-anchor', 'auto')) return
      const watch = new ResizeObserver(run)
      watch.observe(element)
      signal.addEventListener('abort', () => watch.disconnect())
    },
    stream(url, hear) {
      source?.close()
      const own = source = url && !signal.aborted ? new EventSource(url) : undefined
      for (const kind of ['open', 'message', 'beat', 'reset', 'error']) {
        own?.addEventListener(kind, ({ data }) => own === source && hear(kind, data ?? '', own.readyState))
      }
    },
  }
}

// Runs when the parser is past the element: something follows it, or the document is whole.
const parsed = (element, run) => {
  const past = () => { for (let at = element; at; at = at.parentNode) if (at.nextSibling) return true }
  if (document.readyState !== 'loading' || past()) return run()
  const done = () => { watch.disconnect(); document.removeEventListener('DOMContentLoaded', done); run() }
  const watch = new MutationObserver(() => past() && done())
  watch.observe(document, { childList: true, subtree: true })
  document.addEventListener('DOMContentLoaded', done)
}

// The nearest `lang`, through shadow roots.
const language = element => {
  for (let at = element; at; at = at.getRootNode().host) {
    const found = at.closest('[lang]')
    if (found) return found.lang
  }
  return ''
}

// The stylesheet, once in each tree; a page that links it first is left alone. What is added here holds up nothing: Firefox
// lets requests wait for a stylesheet, unless it is for another medium.
const sheet = (tree, href) => {
  const links = [...tree.querySelectorAll('link[rel~=stylesheet]')]
  if (links.some(link => link.href === new URL(href, document.baseURI).href)) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  const there = aside(link)
  ;(tree.head ?? tree).prepend(link)
  return there
}

// Takes a stylesheet out of everybody's way until it is there.
const aside = link => new Promise(done => {
  const { media } = link
  link.media = 'print'
  link.onload = () => { link.media = media; done() }
  link.onerror = done
})

// A stylesheet that never answers must not keep the text from its readers: browsers paint, and Chromium even parses, nothing of
// what follows a stylesheet until that has ended. So the loader comes before it, and lets go of it after a while. Firefox paints
// only when somebody asks for the layout, by a call that no minifier takes for useless.
const letGo = () => {
  const widgets = [...document.querySelectorAll(TAG)].map(element => element.shadowRoot)
  const links = [document, ...widgets].flatMap((tree, at) =>
    [...tree?.querySelectorAll('link[rel~=stylesheet]' + (at ? '' : '[data-live-updates]')) ?? []])
  const late = links.filter(link => !link.sheet && link.media != 'print')
  late.forEach(aside)
  if (late.length) document.documentElement.getBoundingClientRect()
  // Where the parser stood still, more may follow.
  if (document.readyState == 'loading') setTimeout(letGo, 250)
}
setTimeout(letGo, PATIENCE)

// The shadow root: as parsed; or from a template that no parser upgraded, or that a paragraph caught; or a new one.
const root = element => {
  const caught = [...element.querySelectorAll('p')].find(p => p.shadowRoot?.querySelector('[data-chrome]'))
  const template = element.querySelector('template[shadowrootmode]')
  let shadow = element.shadowRoot
  if (!shadow) {
    shadow = element.attachShadow({ mode: 'open' })
    const from = template?.content ?? caught?.shadowRoot
    if (from) shadow.append(...from.childNodes)
  }
  for (const left of [template, caught]) {
    if (left?.parentNode.localName === 'p' && left.parentNode.childElementCount === 1) left.parentNode.remove()
    else left?.remove()
  }
  return shadow
}

if (customElements.get(TAG)) console.warn('live-updates: registered twice; the first one stays')
else customElements.define(TAG, LiveUpdates)

export { LiveUpdates }
