//! The plan's clock: it goes on while the machine sleeps, and never runs backwards.

use std::cell::Cell;

/// The two clocks of a browser as one. `performance.now()` may stop while a machine sleeps; the wall clock may be set.
#[derive(Default)]
pub(crate) struct Clock {
    steady: Cell<f64>,
    wall: Cell<f64>,
    now: Cell<f64>,
}

/// How far the wall clock has to be ahead, in milliseconds, before it is believed that the machine slept.
const SLEPT: f64 = 5000.0;

impl Clock {
    /// Milliseconds since some moment.
    pub(crate) fn now(&self) -> u64 {
        let steady = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
        let wall = js_sys::Date::now();
        if self.wall.get() > 0.0 {
            let (step, leap) = ((steady - self.steady.get()).max(0.0), wall - self.wall.get());
            self.now.set(self.now.get() + if leap > step + SLEPT { leap } else { step });
        }
        self.steady.set(steady);
        self.wall.set(wall);
        self.now.get() as u64
    }
}
