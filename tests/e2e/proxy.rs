//! The faulty network of the tests does what it is told: without this, a test of faults proves nothing.

use std::convert::Infallible;

use axum::{Json, Router, body::Body, extract::Path, response::IntoResponse, routing::get};
use futures_util::{StreamExt, stream};
use live_updates_tests::{
    Outcome,
    proxy::{Answer, Class, Fault, Pace, Proxy},
};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::broadcast};

/// A server that says what it was asked, and whose stream sends what the test gives it.
struct Toy {
    proxy: Proxy,
    events: broadcast::Sender<&'static str>,
    client: Client,
}

impl Toy {
    async fn new() -> Outcome<Self> {
        let (events, _) = broadcast::channel::<&'static str>(16);
        let sender = events.clone();
        let feed = || async { ([("date", "Sat, 14 Mar 2026 12:00:00 GMT")], Json(json!({"feed": "quarry"}))) };
        let updates = |Path(from): Path<String>| async move { Json(json!({"from": from, "padding": "x".repeat(500)})) };
        let streamed = || async move {
            let given = stream::unfold(sender.subscribe(), async |mut events| {
                Some((Ok::<_, Infallible>(events.recv().await.ok()?), events))
            });
            let hello = stream::iter([Ok("retry: 5\n\n")]);
            ([("content-type", "text/event-stream")], Body::from_stream(hello.chain(given))).into_response()
        };
        let router = Router::new()
            .route("/quarry/feed.json", get(feed))
            .route("/quarry/updates/{from}", get(updates))
            .route("/quarry/stream", get(streamed));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let proxy = Proxy::before(&format!("http://{}", listener.local_addr()?)).await?;
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { proxy, events, client: Client::builder().no_proxy().build()? })
    }

    async fn get(&self, path: &str) -> reqwest::Result<Response> {
        self.client.get(format!("{}/quarry/{path}", self.proxy.origin)).send().await
    }

    /// A delta's `from`.
    async fn delta(&self, from: u32) -> Outcome<Value> {
        let body = self.get(&format!("updates/{from}")).await?.bytes().await?;
        Ok(serde_json::from_slice::<Value>(&body)?["from"].take())
    }

    /// A stream whose hello has come.
    async fn stream(&self) -> Outcome<Response> {
        let mut answer = self.get("stream").await?;
        assert_eq!(answer.chunk().await?.as_deref(), Some(b"retry: 5\n\n".as_slice()));
        Ok(answer)
    }
}

#[tokio::test]
async fn what_nobody_spoils_passes_and_is_counted() -> Outcome {
    let toy = Toy::new().await?;
    assert_eq!(toy.delta(7).await?, "7");
    assert_eq!(toy.get("feed.json").await?.text().await?, r#"{"feed":"quarry"}"#);
    let mut open = toy.stream().await?;
    toy.events.send("data: 1\n\n")?;
    assert_eq!(open.chunk().await?.as_deref(), Some(b"data: 1\n\n".as_slice()));
    let proxy = &toy.proxy;
    assert_eq!(
        [Class::Head, Class::Updates, Class::Stream, Class::Other].map(|class| proxy.count(class)),
        [1, 1, 1, 0]
    );
    let asked = &proxy.requests(Class::Updates)[0];
    assert_eq!((asked.address.path(), asked.answered), ("/quarry/updates/7", Some(200)));
    assert_eq!(proxy.open(Class::Stream), 1);
    drop(open);
    proxy.wait_for_open(Class::Stream, 0).await
}

#[tokio::test]
async fn faults_come_once_in_order_or_always_until_they_are_cleared() -> Outcome {
    let toy = Toy::new().await?;
    toy.proxy.next(Class::Updates, Fault::Status(500));
    toy.proxy.next(Class::Updates, Fault::RetryAfter(429, "7".into()));
    toy.proxy.always(Class::Updates, Fault::Status(304));
    let first = toy.get("updates/1").await?;
    let second = toy.get("updates/1").await?;
    assert_eq!((first.status().as_u16(), second.status().as_u16()), (500, 429));
    assert_eq!(second.headers()["retry-after"], "7");
    for _ in 0..2 {
        assert_eq!(toy.get("updates/1").await?.status(), 304);
    }
    // The others are left alone.
    assert_eq!(toy.get("feed.json").await?.status(), 200);
    toy.proxy.clear();
    assert_eq!(toy.delta(1).await?, "1");
    Ok(())
}

#[tokio::test]
async fn a_connection_breaks_before_or_within_its_answer() -> Outcome {
    let toy = Toy::new().await?;
    toy.proxy.next(Class::Updates, Fault::Refuse);
    assert!(toy.get("updates/1").await.is_err());
    toy.proxy.next(Class::Updates, Fault::Reset);
    let mut answer = toy.get("updates/1").await?;
    assert_eq!(answer.status(), 200);
    assert!(answer.chunk().await?.is_some_and(|half| half.starts_with(br#"{"from":"1""#)));
    assert!(answer.chunk().await.is_err());
    toy.proxy.next(Class::Stream, Fault::Reset);
    let mut open = toy.stream().await?;
    toy.events.send("event: beat\ndata:\n\ndata: 123\n\n")?;
    let mut got = Vec::new();
    let end = loop {
        match open.chunk().await {
            Ok(Some(piece)) => got.extend_from_slice(&piece),
            other => break other,
        }
    };
    assert!(end.is_err());
    assert_eq!(got, b"event: beat\ndata:\n\ndata:");
    Ok(())
}

#[tokio::test]
async fn a_body_is_cut_short_or_is_somebody_elses_page() -> Outcome {
    let toy = Toy::new().await?;
    toy.proxy.next(Class::Updates, Fault::Truncate);
    let half = toy.get("updates/1").await?.text().await?;
    assert!(half.starts_with(r#"{"from":"1""#) && !half.ends_with('}'));
    toy.proxy.next(Class::Updates, Fault::Html);
    let page = toy.get("updates/1").await?;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    assert!(page.text().await?.starts_with("<!doctype html>"));
    Ok(())
}

#[tokio::test]
async fn an_answer_drips_as_the_test_permits() -> Outcome {
    let toy = Toy::new().await?;
    let pace = Pace::default();
    toy.proxy.next(Class::Updates, Fault::Drip(pace.clone()));
    let mut answer = toy.get("updates/1").await?;
    pace.allow(2);
    let mut got = Vec::new();
    while got.len() < 2 {
        got.extend_from_slice(&answer.chunk().await?.unwrap_or_default());
    }
    assert_eq!(got, b"{\"");
    pace.release();
    assert!(answer.text().await?.ends_with("x\"}"));
    Ok(())
}

#[tokio::test]
async fn old_answers_come_again_and_a_test_may_write_its_own() -> Outcome {
    let toy = Toy::new().await?;
    for from in [1, 2] {
        toy.delta(from).await?;
    }
    toy.proxy.next(Class::Updates, Fault::Earlier(2));
    assert_eq!(toy.delta(3).await?, "1");
    toy.proxy.next(Class::Updates, Fault::Answer(toy.proxy.answers(Class::Updates)[1].clone()));
    assert_eq!(toy.delta(3).await?, "2");
    toy.proxy.next(Class::Updates, Fault::Answer(Answer::json(&json!({"from": "me"}))));
    assert_eq!(toy.delta(3).await?, "me");
    // Nothing was ever answered: no silent pass.
    toy.proxy.next(Class::Head, Fault::Earlier(1));
    assert_eq!(toy.get("feed.json").await?.status(), 502);
    Ok(())
}

#[tokio::test]
async fn answers_that_are_held_can_be_reordered() -> Outcome {
    let toy = Toy::new().await?;
    let (first, second) = (Pace::default(), Pace::default());
    toy.proxy.next(Class::Updates, Fault::Hold(first.clone()));
    toy.proxy.next(Class::Updates, Fault::Hold(second.clone()));
    let mut one = Box::pin(toy.delta(1));
    let ask = async {
        toy.proxy.wait_for(Class::Updates, 1).await?;
        let two = toy.delta(2);
        let release = async {
            toy.proxy.wait_for(Class::Updates, 2).await?;
            second.release();
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        };
        let (two, released) = tokio::join!(two, release);
        released?;
        two
    };
    tokio::select! {
        biased;
        _ = &mut one => panic!("the one that is held came first"),
        two = ask => assert_eq!(two?, "2"),
    }
    first.release();
    assert_eq!(one.await?, "1");
    Ok(())
}

#[tokio::test]
async fn a_hanging_answer_stays_open_until_it_is_cut() -> Outcome {
    let toy = Toy::new().await?;
    for (fault, begun) in [(Fault::Hang, false), (Fault::Silent, true)] {
        toy.proxy.next(Class::Updates, fault);
        let mut get = Box::pin(async { toy.get("updates/1").await?.text().await });
        let cut = async {
            tokio::select! {
                _ = &mut get => panic!("it does not hang"),
                open = toy.proxy.wait_for_open(Class::Updates, 1) => open?,
            }
            if begun {
                tokio::select! {
                    _ = &mut get => panic!("it does not hang"),
                    begun = toy.proxy.wait_for_answers(Class::Updates, 1) => begun?,
                }
            }
            toy.proxy.cut(Class::Updates);
            Outcome::Ok(get.await.is_err())
        };
        assert!(cut.await?);
        toy.proxy.wait_for_open(Class::Updates, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_falls_silent_without_closing() -> Outcome {
    let toy = Toy::new().await?;
    let mut open = toy.stream().await?;
    toy.proxy.silence(Class::Stream);
    toy.events.send("data: 1\n\n")?;
    // Another stream gets what this one does not: so it was not merely late.
    let mut other = toy.stream().await?;
    toy.events.send("data: 2\n\n")?;
    assert_eq!(other.chunk().await?.as_deref(), Some(b"data: 2\n\n".as_slice()));
    tokio::select! {
        biased;
        piece = open.chunk() => panic!("{piece:?} came through"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(toy.proxy.open(Class::Stream), 2);
    toy.proxy.cut(Class::Stream);
    assert!(open.chunk().await.is_err() && other.chunk().await.is_err());
    Ok(())
}

#[tokio::test]
async fn deltas_of_a_stream_come_twice_or_in_the_wrong_order() -> Outcome {
    for (fault, wanted) in [
        (Fault::Twice, "data: 1\n\ndata: 1\n\nevent: beat\ndata:\n\ndata: 2\n\ndata: 2\n\n"),
        (Fault::Swapped, "event: beat\ndata:\n\ndata: 2\n\ndata: 1\n\n"),
    ] {
        let toy = Toy::new().await?;
        toy.proxy.next(Class::Stream, fault);
        let mut open = toy.stream().await?;
        for event in ["data: 1\n\n", "event: beat\nda", "ta:\n\n", "data: 2\n\n"] {
            toy.events.send(event)?;
        }
        let mut got = Vec::new();
        while got.len() < wanted.len() {
            got.extend_from_slice(&open.chunk().await?.ok_or("it ended")?);
        }
        assert_eq!(String::from_utf8(got)?, wanted);
    }
    Ok(())
}

#[tokio::test]
async fn a_clock_is_an_hour_off() -> Outcome {
    let toy = Toy::new().await?;
    toy.proxy.next(Class::Head, Fault::Clock(-3600));
    assert_eq!(toy.get("feed.json").await?.headers()["date"], "Sat, 14 Mar 2026 11:00:00 GMT");
    assert_eq!(toy.get("feed.json").await?.headers()["date"], "Sat, 14 Mar 2026 12:00:00 GMT");
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_down_refuses_and_is_there_again_at_the_same_address() -> Outcome {
    let toy = Toy::new().await?;
    let mut open = toy.stream().await?;
    toy.proxy.down().await;
    // Whatever was open ends, and nobody listens.
    while let Ok(Some(_)) = open.chunk().await {}
    assert!(toy.get("updates/1").await.is_err_and(|error| error.is_connect()));
    toy.proxy.up().await?;
    assert_eq!(toy.delta(1).await?, "1");
    assert_eq!(toy.proxy.count(Class::Updates), 1);
    Ok(())
}
