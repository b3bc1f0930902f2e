//! A proxy before the real server that a test makes faulty: it counts what is asked, and answers as it is told.
//!
//! ```ignore
//! let proxy = Proxy::before(&stage.origin).await?;
//! proxy.next(Class::Updates, Fault::Status(503));      // once
//! proxy.always(Class::Stream, Fault::Status(404));     // until `clear`
//! proxy.wait_for(Class::Updates, 2).await?;
//! ```
//!
//! Each connection carries one request, so that a browser never asks again by itself on a connection that broke.

mod answer;
mod carry_out;
mod events;
mod fault;
mod script;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
};

pub use self::{
    answer::Answer,
    fault::{Class, Fault, Pace},
    script::Request,
};
use self::{
    fault::Flow,
    script::{Shared, State},
};
use crate::Outcome;

/// A test waits this long for what must happen, before it fails and says what did not.
const PATIENCE: Duration = Duration::from_secs(20);

/// A faulty network before a server. When it is dropped, its address refuses and what was open is closed.
#[derive(Debug)]
pub struct Proxy {
    /// Its address without a path, `http://127.0.0.1:PORT`.
    pub origin: String,
    address: SocketAddr,
    shared: Shared,
    listening: Mutex<Option<JoinHandle<()>>>,
}

impl Proxy {
    /// Begins to listen on a free port of this machine, and passes everything on to a server's `http://HOST:PORT`.
    ///
    /// # Errors
    /// If there is no port.
    pub async fn before(server: &str) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let proxy = Self {
            origin: format!("http://{address}"),
            address,
            shared: Arc::new(watch::Sender::new(State::new(server))),
            listening: Mutex::default(),
        };
        proxy.listen(listener);
        Ok(proxy)
    }

    fn listen(&self, listener: TcpListener) {
        let shared = self.shared.clone();
        let task = tokio::spawn(async move {
            // Connections end with the listener: a machine that is gone finishes nothing.
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                        connections.spawn(carry_out::connection(stream, shared.clone()));
                    },
                    Some(_) = connections.join_next() => {}
                }
            }
        });
        self.set_listening(Some(task));
    }

    fn set_listening(&self, task: Option<JoinHandle<()>>) -> Option<JoinHandle<()>> {
        std::mem::replace(&mut *self.listening.lock().unwrap_or_else(PoisonError::into_inner), task)
    }

    /// The fault of the next answer of a class that has none yet: called twice, it is that of the next but one.
    pub fn next(&self, class: Class, fault: Fault) {
        self.shared.send_modify(|state| state.next.entry(class).or_default().push_back(fault));
    }

    /// The fault of every answer of a class for which [`Proxy::next`] has said nothing.
    pub fn always(&self, class: Class, fault: Fault) {
        self.shared.send_modify(|state| {
            state.always.insert(class, fault);
        });
    }

    /// Forgets all faults to come. What is held or silent stays so.
    pub fn clear(&self) {
        self.shared.send_modify(|state| {
            state.next.clear();
            state.always.clear();
        });
    }

    /// Refuses connections and closes those that are open, as a server that was killed.
    pub async fn down(&self) {
        if let Some(task) = self.set_listening(None) {
            task.abort();
            let _ = task.await;
        }
    }

    /// Listens again after [`Proxy::down`], at the same address.
    ///
    /// # Errors
    /// If somebody else has the port by now.
    pub async fn up(&self) -> Outcome {
        let listener = TcpListener::bind(self.address).await?;
        self.listen(listener);
        Ok(())
    }

    /// Passes on to another server from now on; answers that are open stay with the old one.
    pub fn point_to(&self, server: &str) {
        self.shared.send_modify(|state| server.clone_into(&mut state.server));
    }

    /// Stops forwarding the open answers of a class without closing them: a network that dies without a word.
    pub fn silence(&self, class: Class) {
        self.shared.send_modify(|state| state.tell(class, Flow::Silent));
    }

    /// Resets the open answers of a class.
    pub fn cut(&self, class: Class) {
        self.shared.send_modify(|state| state.tell(class, Flow::Cut));
    }

    /// How often a class was asked for, faults included.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.shared.borrow().asked(class).count()
    }

    /// Every request of a class in order, with its time.
    #[must_use]
    pub fn requests(&self, class: Class) -> Vec<Request> {
        self.shared.borrow().asked(class).cloned().collect()
    }

    /// What the server gave for a class, in order, whatever became of it on the way. Those of a stream have no end and are not kept.
    #[must_use]
    pub fn answers(&self, class: Class) -> Vec<Answer> {
        self.shared.borrow().answers(class).cloned().collect()
    }

    /// How many answers of a class are open: begun or held, and neither ended nor given up by the browser.
    #[must_use]
    pub fn open(&self, class: Class) -> usize {
        self.shared.borrow().open(class)
    }

    /// Waits until a class was asked for `n` times in all.
    ///
    /// # Errors
    /// If it is not within 20 s.
    pub async fn wait_for(&self, class: Class, n: usize) -> Outcome {
        self.until(|state| state.asked(class).count() >= n, &format!("{n} requests of {class:?}")).await
    }

    /// Waits until `n` answers of a class have begun, with or without a fault; a connection that is broken before has none.
    ///
    /// # Errors
    /// If they have not within 20 s.
    pub async fn wait_for_answers(&self, class: Class, n: usize) -> Outcome {
        let answered = |state: &State| state.asked(class).filter(|request| request.answered.is_some()).count() >= n;
        self.until(answered, &format!("{n} answers of {class:?}")).await
    }

    /// Waits until exactly `n` answers of a class are open.
    ///
    /// # Errors
    /// If they are not within 20 s.
    pub async fn wait_for_open(&self, class: Class, n: usize) -> Outcome {
        self.until(|state| state.open(class) == n, &format!("{n} open answers of {class:?}")).await
    }

    async fn until(&self, is: impl FnMut(&State) -> bool, what: &str) -> Outcome {
        let mut changes = self.shared.subscribe();
        match tokio::time::timeout(PATIENCE, changes.wait_for(is)).await {
            Ok(found) => Ok(found.map(|_| ())?),
            Err(_) => Err(format!("never saw {what}; saw {}", self.shared.borrow().summary()).into()),
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(task) = self.set_listening(None) {
            task.abort();
        }
    }
}
