//! What those who run the server go by.

use etablera_casework::policy::Role;

use crate::fixture::{by, each, get, seat};

#[test]
fn health_is_told_to_anybody_and_figures_are_not() {
    each(async |room| {
        assert_eq!(room.bare(get("/healthz")).await.status, 204);
        assert_eq!(room.bare(get("/readyz")).await.status, 204);
        room.bare(get("/metrics")).await.is(404, "no-operation");
    });
}

#[test]
fn an_answer_says_what_browsers_may_do_and_which_request_it_was() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read").await;
        let known = room.bare(by(&token, get("/api/v1/needs"))).await;
        let unknown = room.bare(get("/api/v1/needs")).await;
        for answer in [&known, &unknown] {
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("x-request-id").len(), 36);
        }
        assert_ne!(known.header("x-request-id"), unknown.header("x-request-id"));
    });
}

#[test]
fn the_contract_and_its_page_are_there_for_anybody() {
    each(async |room| {
        let contract = room.bare(get("/api/v1/openapi.json")).await.done();
        assert_eq!(contract["openapi"], "3.1.0");
        let page = room.bare(get("/api/docs")).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("<script"), "a script");
        assert!(!page.text.contains("style="), "a style of its own");
        for operation in etablera_http::operations() {
            assert!(page.text.contains(operation.summary), "{}", operation.id);
        }
        assert_eq!(
            room.bare(get("/style.css")).await.header("content-type"),
            "text/css; charset=utf-8"
        );
        assert_eq!(room.bare(get("/problems/refused")).await.status, 200);
        room.bare(get("/problems/nothing")).await.is(404, "absent");
    });
}
