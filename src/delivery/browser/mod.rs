//! Carries out what the plan decides: one request at a time, one stream, one timer. Decides nothing itself.

mod clock;
mod request;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::AbortController;

pub(crate) use self::clock::Clock;
pub(crate) use self::request::FetchError;
use self::request::{Received, request};
use super::{Allowed, Answer, Ask, Happened, Known, Plan, Say, ToDo, Turn, Verdict};
use crate::feed::{Delta, Feed, HeadField, Links, print_number};

/// What was read from an answer or from the stream.
pub(crate) enum News {
    /// A head with its entries.
    Head(Box<Feed>),
    /// Changes.
    Delta(Box<Delta>),
}

/// Whoever shows the news: the widget.
pub(crate) trait Audience {
    /// Reads what was asked for, the head where `head`; the error says what is wrong with it.
    fn read(&self, head: bool, text: &str) -> Result<News, String>;
    /// Shows news that count.
    fn show(&self, news: News);
    /// A request failed.
    fn failed(&self, error: FetchError);
    /// How things stand now; `since` is the age of the trouble in milliseconds.
    fn say(&self, say: Say, since: u64);
    /// Sets the one timer, or stops it.
    fn wait(&self, milliseconds: Option<u32>, run: &Function);
    /// Opens the one stream, or closes it. `hear` is told the kind of each event, its data, and the stream's `readyState`.
    fn stream(&self, address: &str, hear: &Function);
}

/// Drives one plan.
pub(crate) struct Driver {
    audience: Weak<dyn Audience>,
    plan: RefCell<Plan>,
    clock: Clock,
    /// The feed's own address.
    feed: String,
    updates: RefCell<Option<String>>,
    stream: RefCell<Option<String>>,
    /// The request under way, and its number.
    request: RefCell<Option<AbortController>>,
    number: Cell<u32>,
    said: Cell<Say>,
    /// What happened while something else was being carried out.
    queue: RefCell<Vec<(Happened, Option<News>)>>,
    busy: Cell<bool>,
    /// Whether the stream has failed once without having been open since.
    stumbled: Cell<bool>,
    /// Promises of `refresh()`, each with the number of the first request that keeps it.
    waiting: RefCell<Vec<(u32, Function)>>,
    /// Somebody asked while a request was under way, which may have been answered too early for them.
    again: Cell<bool>,
    waker: Closure<dyn FnMut()>,
    ear: Closure<dyn FnMut(String, String, u16)>,
}

impl Driver {
    /// A driver at rest. `feed` is the head's address, `links` what is known of the others.
    pub(crate) fn new(
        audience: Weak<dyn Audience>,
        feed: String,
        links: &Links,
        known: Known,
        allowed: Allowed,
    ) -> Rc<Self> {
        Rc::new_cyclic(|driver: &Weak<Self>| {
            let (timer, heard) = (driver.clone(), driver.clone());
            Self {
                audience,
                plan: RefCell::new(Plan::new(known, allowed)),
                clock: Clock::default(),
                feed,
                updates: RefCell::new(address(&links.updates)),
                stream: RefCell::new(address(&links.stream)),
                request: RefCell::default(),
                number: Cell::new(0),
                said: Cell::new(Say::Quiet),
                queue: RefCell::default(),
                busy: Cell::new(false),
                stumbled: Cell::new(false),
                waiting: RefCell::default(),
                again: Cell::new(false),
                waker: Closure::new(move || {
                    if let Some(driver) = timer.upgrade() {
                        driver.happened(Happened::Timer);
                    }
                }),
                ear: Closure::new(move |kind: String, data: String, state| {
                    if let Some(driver) = heard.upgrade() {
                        driver.hear(&kind, &data, state);
                    }
                }),
            }
        })
    }

    /// Asks now; the promise is kept when the answer is shown, or when it is clear that there will be none for now.
    pub(crate) fn refresh(self: &Rc<Self>) -> Promise {
        let first = self.number.get() + 1;
        let promise = Promise::new(&mut |kept, _| self.waiting.borrow_mut().push((first, kept)));
        self.again.set(self.request.borrow().is_some());
        self.happened(Happened::Asked);
        promise
    }

    /// Tells the plan what happened and does what it says.
    pub(crate) fn happened(self: &Rc<Self>, what: Happened) {
        self.carry_out(what, None);
    }

    /// Closes the stream: nobody will listen any more.
    pub(crate) fn end(&self) {
        if let Some(audience) = self.audience.upgrade() {
            audience.stream("", self.ear.as_ref().unchecked_ref());
        }
    }

    /// Milliseconds by the plan's clock.
    pub(crate) fn now(&self) -> u64 {
        self.clock.now()
    }

    fn carry_out(self: &Rc<Self>, what: Happened, news: Option<News>) {
        self.queue.borrow_mut().push((what, news));
        // Showing news may make a page ask again: that has its turn when this is done.
        if self.busy.replace(true) {
            return;
        }
        loop {
            let mut queue = self.queue.borrow_mut();
            if queue.is_empty() {
                break;
            }
            let (what, news) = queue.remove(0);
            drop(queue);
            let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
            let to_do = self.plan.borrow_mut().happened(what, self.clock.now(), random);
            // An answer that calls for another request at once (what came does not follow on, or is not all) keeps no promise yet.
            let last = matches!(what, Happened::Answered(_)) && to_do.ask.is_none();
            let answered = if last { self.number.get() } else { 0 };
            self.act(to_do, news);
            self.keep(if to_do.wake_in.is_none() { u32::MAX } else { answered });
            if last && self.again.take() {
                self.queue.borrow_mut().push((Happened::Asked, None));
            }
        }
        self.busy.set(false);
    }

    /// Keeps the promises that an answer to this request keeps.
    fn keep(&self, answered: u32) {
        let (kept, waiting) = self.waiting.take().into_iter().partition(|(first, _)| *first <= answered);
        self.waiting.replace(waiting);
        for (_, kept) in kept as Vec<(u32, Function)> {
            let _ = kept.call0(&JsValue::UNDEFINED);
        }
    }

    fn act(self: &Rc<Self>, to_do: ToDo, news: Option<News>) {
        let Some(audience) = self.audience.upgrade() else { return };
        if to_do.abort {
            self.number.set(self.number.get() + 1);
            if let Some(request) = self.request.take() {
                request.abort();
            }
        }
        if let (Verdict::Apply, Some(news)) = (to_do.verdict, news) {
            self.follow(&news);
            audience.show(news);
        }
        match to_do.stream {
            Some(Turn::Open) => {
                self.stumbled.set(false);
                if let Some(address) = &*self.stream.borrow() {
                    let mark = if address.bytes().any(|byte| byte == b'?') { "&after=" } else { "?after=" };
                    let revision = print_number(self.plan.borrow().revision());
                    audience.stream(&[address, mark, &revision].concat(), self.ear.as_ref().unchecked_ref());
                }
            }
            Some(Turn::Close) => audience.stream("", self.ear.as_ref().unchecked_ref()),
            None => {}
        }
        if let Some(ask) = to_do.ask {
            self.ask(ask);
        }
        audience.wait(to_do.wake_in, self.waker.as_ref().unchecked_ref());
        if to_do.say != self.said.replace(to_do.say) {
            let since = if let Say::Since(moment) = to_do.say { self.clock.now().saturating_sub(moment) } else { 0 };
            audience.say(to_do.say, since);
        }
    }

    /// The addresses that the news lead on to.
    fn follow(&self, news: &News) {
        let (updates, stream) = match news {
            News::Head(feed) => (Some(&feed.head.links.updates), Some(&feed.head.links.stream)),
            News::Delta(delta) => {
                let links = delta.head.as_ref().filter(|change| change.fields.contains(&HeadField::Links));
                let updates = delta.updates.is_some().then_some(&delta.updates);
                (updates, links.map(|change| &change.head.links.stream))
            }
        };
        if let Some(updates) = updates {
            self.updates.replace(address(updates));
        }
        if let Some(stream) = stream {
            self.stream.replace(address(stream));
        }
    }

    fn ask(self: &Rc<Self>, ask: Ask) {
        let updates = self.updates.borrow().clone().filter(|_| ask == Ask::Updates);
        let (head, url) = (updates.is_none(), updates.unwrap_or_else(|| self.feed.clone()));
        let number = self.number.get() + 1;
        self.number.set(number);
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        self.request.replace(controller);
        let driver = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            let received = request(&url, signal.as_ref()).await;
            if let Some(driver) = driver.upgrade().filter(|driver| driver.number.get() == number) {
                driver.request.take();
                driver.received(head, received);
            }
        });
    }

    fn received(self: &Rc<Self>, head: bool, received: Result<Received, FetchError>) {
        let Some(audience) = self.audience.upgrade() else { return };
        let read = match received {
            Ok(Received::Nothing) => return self.happened(Happened::Answered(Answer::Unchanged)),
            Ok(Received::Text(text)) => audience.read(head, &text).map_err(FetchError::NotAFeed),
            Err(error) => Err(error),
        };
        match read {
            Ok(news) => self.carry_out(Happened::Answered(self.answer(&news)), Some(news)),
            Err(error) => {
                let answer = match &error {
                    FetchError::Unreachable => Answer::Unreachable,
                    FetchError::NotAFeed(_) => Answer::Unreadable,
                    FetchError::Status { code, retry_after } => {
                        Answer::Status { code: *code, retry_after: *retry_after }
                    }
                };
                // Changes that are kept no more are no failure: the head has them all.
                if head || !matches!(answer, Answer::Status { code: 410, .. }) {
                    audience.failed(error);
                }
                self.happened(Happened::Answered(answer));
            }
        }
    }

    fn answer(&self, news: &News) -> Answer {
        match news {
            News::Head(feed) => Answer::head(&feed.head),
            News::Delta(delta) => Answer::delta(delta, self.plan.borrow().facts()),
        }
    }

    fn hear(self: &Rc<Self>, kind: &str, data: &str, state: u16) {
        const CLOSED: u16 = 2;
        match kind {
            "open" => {
                self.stumbled.set(false);
                self.happened(Happened::StreamOpened);
            }
            "beat" => self.happened(Happened::Beat),
            "reset" => self.happened(Happened::Reset),
            "message" => {
                let read = self.audience.upgrade().and_then(|audience| audience.read(false, data).ok());
                let answer = read.as_ref().map_or(Answer::Unreadable, |news| self.answer(news));
                self.carry_out(Happened::StreamSaid(answer), read);
            }
            // A browser tries again by itself, once; then it is for the plan to say when.
            _ if state != CLOSED && !self.stumbled.replace(true) => {}
            _ => {
                if let Some(audience) = self.audience.upgrade() {
                    audience.stream("", self.ear.as_ref().unchecked_ref());
                }
                self.happened(Happened::StreamClosed);
            }
        }
    }
}

fn address(url: &Option<crate::feed::Url>) -> Option<String> {
    url.as_ref().map(|url| url.as_str().to_owned())
}
