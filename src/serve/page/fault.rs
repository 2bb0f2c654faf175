//! Faults as pages: who came with a browser gets what is wrong in a page that leads on.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Both, Page, View, escape, layout};
use crate::serve::http::{self, Told};
use crate::serve::{App, negotiate};

const MISSING: Both = Both("There is no such page", "没有这个页面");
const BUSY: Both = Both("Too much at once", "请求过多");
const OURS: Both = Both("Something went wrong here", "服务器出错");
const THEIRS: Both = Both("This cannot be answered", "无法回答此请求");
const HINT: Both = Both("What to do:", "建议：");
const ON: Both = Both("Or search above, or go to the start page.", "也可在上方搜索，或返回首页。");

/// Around every request: a fault that tells programs what is wrong in a line tells it to people in a page.
pub async fn shown(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let accept = http::header(request.headers(), header::ACCEPT);
    let offers = [("text/plain", ()), ("text/html", ())];
    let people = negotiate::choose(&accept, &offers).is_some_and(|(media, ())| media == "text/html");
    let view = if people { View::new(app.links(), request.uri(), request.headers()).ok() } else { None };
    let response = next.run(request).await;
    let (Some(view), Some(Told(message))) = (view, response.extensions().get()) else { return response };
    let page = page(response.status(), message, &view);
    let (mut parts, _) = response.into_parts();
    let own = http::answer("text/html", page);
    parts.headers.extend(own.headers().clone());
    parts.headers.remove(header::CONTENT_LENGTH);
    (parts, own.into_body()).into_response()
}

fn page(status: StatusCode, message: &str, view: &View) -> String {
    let title = match status {
        StatusCode::NOT_FOUND => MISSING,
        StatusCode::SERVICE_UNAVAILABLE => BUSY,
        status if status.is_server_error() => OURS,
        _ => THEIRS,
    };
    let title = view.say(title);
    let (what, hint) = message.split_once("; hint: ").unwrap_or((message, ""));
    let hint = if hint.is_empty() { String::new() } else { format!("<p>{} {}</p>\n", view.say(HINT), escape(hint)) };
    let body = format!(
        "<h1>{title}</h1>\n<p lang=\"en\">{}</p>\n{hint}<p class=\"quiet\">{}</p>\n",
        escape(what),
        view.say(ON)
    );
    layout(view, &Page { title, head: "", body: &body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_and_what_to_do() {
        let view = View::english("/place/Nowhere");
        let page = page(StatusCode::NOT_FOUND, "nothing is known of <x>; hint: ask", &view);
        assert!(page.contains("nothing is known of &lt;x&gt;") && page.contains("What to do: ask"), "{page}");
    }
}
