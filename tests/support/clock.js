// A page's clock that stands still until a test moves it; and its network and its tab, switched on and off by the test.
// Runs before any other script. Filled in are START, milliseconds since 1970 or null for the real time of the load, and DRIVER, the
// delay of a timer that is the browser's driver's own: WebKit's sets one in the page for each script of the test.
(() => {
  const real = {
    setTimeout: setTimeout.bind(window), clearTimeout: clearTimeout.bind(window), now: performance.now.bind(performance),
    requestAnimationFrame: requestAnimationFrame.bind(window), cancelAnimationFrame: cancelAnimationFrame.bind(window), Date,
  }
  const start = START ?? Date.now()
  let elapsed = 0, skew = 0
  const wall = () => start + elapsed + skew

  // Timers. One without a delay is no matter of time: it runs at once, as it always would. Ids are far from the browser's own.
  const timers = new Map()
  let id = 1e9
  const timer = repeat => (run, delay = 0, ...given) => {
    delay = Math.max(0, Number(delay) || 0)
    if (delay == DRIVER) return real.setTimeout(run, delay, ...given)
    if (typeof run != 'function' || (!repeat && delay < 1)) return real.setTimeout(run, 0, ...given)
    timers.set(++id, { id, due: elapsed + delay, every: repeat ? Math.max(1, delay) : null, run: () => run.apply(window, given) })
    return id
  }
  window.setTimeout = timer(false)
  window.setInterval = timer(true)
  window.clearTimeout = window.clearInterval = id => { if (!timers.delete(id)) real.clearTimeout(id) }
  const due = until => [...timers.values()].filter(t => t.due <= until).sort((a, b) => a.due - b.due || a.id - b.id)
  const fire = t => {
    if (t.every == null) timers.delete(t.id)
    else t.due = elapsed + t.every
    try { t.run() } catch (error) { reportError(error) }
  }
  AbortSignal.timeout = delay => {
    const abort = new AbortController()
    window.setTimeout(() => abort.abort(new DOMException('signal timed out', 'TimeoutError')), Math.max(1, delay))
    return abort.signal
  }

  // Dates and times.
  performance.now = () => elapsed
  window.Date = new Proxy(real.Date, {
    construct: (target, given, made) => Reflect.construct(target, given.length ? given : [wall()], made),
    apply: () => new real.Date(wall()).toString(),
    get: (target, name) => name == 'now' ? wall : Reflect.get(target, name),
  })

  // What is on its way over the network: from the request to the end of the body.
  const flying = new Set()
  const fly = (what, promise) => {
    const one = { what }
    flying.add(one)
    const land = () => flying.delete(one)
    promise.then(land, land)
    return promise
  }
  const fetched = fetch.bind(window)
  window.fetch = (what, how) => fly(String(what.url ?? what), fetched(what, how))
  for (const name of ['arrayBuffer', 'blob', 'json', 'text']) {
    const read = Response.prototype[name]
    Response.prototype[name] = function () { return fly(this.url, read.call(this)) }
  }
  const turn = () => new Promise(done => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0) })
  // Promises, then tasks, then whatever they asked the network for.
  const settled = async () => {
    const end = real.now() + 20_000
    for (let quiet = 0; quiet < 2; quiet++) {
      await turn()
      if (flying.size == 0) continue
      if (real.now() > end) throw new Error('no answer came: ' + [...flying].map(one => one.what).join(', '))
      quiet = -1
      await new Promise(done => real.setTimeout(done, 1))
    }
  }

  // Frames: none in a hidden tab.
  let visible = true, frame = 1e9
  const frames = new Map()
  window.requestAnimationFrame = run => {
    const id = ++frame
    const ask = () => real.requestAnimationFrame(() => { if (visible && frames.delete(id)) run(elapsed) })
    frames.set(id, ask)
    ask()
    return id
  }
  window.cancelAnimationFrame = id => { frames.delete(id) }

  let online = true
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visible ? 'visible' : 'hidden' })
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible })

  window.__clock = {
    real,
    // Time passes while the page is awake: each timer at its time. With `answered` the network is given the time to answer.
    async advance(by, answered) {
      const until = elapsed + by
      const rest = answered ? settled : turn
      await rest()
      for (let t; (t = due(until)[0]);) {
        elapsed = Math.max(elapsed, t.due)
        fire(t)
        await rest()
      }
      elapsed = until
      await rest()
    },
    // The machine slept: afterwards everything that is due comes late, and once.
    async sleep(by) {
      elapsed += by
      for (const t of due(elapsed)) if (timers.has(t.id)) fire(t)
      await turn()
    },
    settled,
    skew(by) { skew = by },
    due: () => due(Infinity).map(t => t.due - elapsed),
    online(is) {
      if (is == online) return
      online = is
      dispatchEvent(new Event(is ? 'online' : 'offline'))
    },
    visible(is) {
      if (is == visible) return
      visible = is
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      if (is) for (const ask of frames.values()) ask()
    },
  }
})()
