// The widget without its loader, so that each step can be timed: the bench's own bridge hands over what the loader would, and the one
// stream is the bench itself. It follows `src/element/bridge.rs`; the members that a step of the bench does not need do nothing.

export async function prepare({ glue, wasm, build }) {
  const { default: make } = await import(new URL(glue, location.origin))
  const module = await WebAssembly.compileStreaming(fetch(new URL(wasm, location.origin)))
  return host => {
    const abort = new AbortController(), timers = []
    let hear, listening
    const streams = new Promise(open => { listening = open })
    const instance = make(error => { throw error })
    instance.initSync({ module })
    const handle = instance.open(host, host.shadowRoot, {
      build, words: undefined, language: 'en', restart: false, signal: abort.signal,
      read: (elements, names, inside) => {
        const own = names.split(' '), last = own.pop()
        const values = it => [...own.map(name => it.getAttribute(name)), it.querySelector(inside)?.getAttribute(last)]
        return Array.from(elements, values).flat().join('\x80')
      },
      load: async () => {}, parse: () => {}, states: () => {}, resized: () => {}, inView: () => {},
      wait(slot, ms, run) { clearTimeout(timers[slot]); if (ms != null) timers[slot] = setTimeout(run, ms) },
      stream(url, run) { hear = url && run; if (hear) listening() },
    })
    return {
      // Until it has asked what changed since the page was printed, and listens to the stream.
      async settled() { await streams; hear('open', '', 1); hear('beat', '', 1) },
      deliver(text) { hear('message', text, 1) },
      toggle() {
        host.setAttribute('order', host.getAttribute('order') == 'old-first' ? 'new-first' : 'old-first')
        handle.changed('order')
      },
      end() { abort.abort(); timers.forEach(clearTimeout); handle.dispose() },
    }
  }
}
