//! What a client gets for what it asks: the site as it is built, and nothing else.

use super::client::Server;

#[test]
fn every_file_is_served_as_it_is_built() {
    let server = Server::start("kaffeeklub", &[]);
    let built = server.built(&[]).expect("no errors");
    assert!(built.len() > 200 && built.keys().any(|path| path.ends_with(".svg")), "{}", built.len());
    assert_eq!(server.differences(&built), Vec::<String>::new());
    let page = server.get("/index.html");
    assert_ne!(page.as_built(), page.body, "pages are live");
    assert_eq!(page.as_built(), built["index.html"]);
    assert_eq!(server.get("/").body, page.body);
    let endings = [
        ("/", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
    ];
    for (path, kind) in endings {
        assert_eq!(server.get(path).header("content-type"), Some(kind), "{path}");
    }
    let typed = |path: &String| {
        server.ask("HEAD", &format!("/{}", super::client::encoded(path)), "").header("content-type").map(str::to_owned)
    };
    let unknown: Vec<&String> =
        built.keys().filter(|path| typed(path).as_deref() == Some("application/octet-stream")).collect();
    assert!(unknown.is_empty(), "files without a type: {unknown:?}");
}

#[test]
fn nothing_is_kept_by_browsers_or_loaded_by_strangers() {
    let server = Server::start("minimal", &[]);
    let page = server.get("/");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let stranger = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
    assert_eq!(server.ask("GET", "/search/index.js", stranger).status, 403);
    assert_eq!(server.ask("GET", "/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n").status, 200);
}

#[test]
fn only_the_hosts_of_this_machine_are_answered() {
    let server = Server::start("minimal", &[]);
    let with = |host: &str| server.raw(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status;
    for fine in ["Host: localhost\r\n", "Host: [::1]:80\r\n", "Host: 127.0.0.1\r\n"] {
        assert_eq!(with(fine), 200, "{fine}");
    }
    for wrong in
        ["Host: evil.example\r\n", "Host: 127.0.0.1.evil.example\r\n", "", "Host: localhost\r\nHost: evil.example\r\n"]
    {
        assert_eq!(with(wrong), 421, "{wrong}");
    }
    let absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(server.raw(absolute).status, 421);
    let words =
        server.raw("GET /.touchbase/findings HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").text();
    assert!(words.starts_with("This server answers only under the address"), "{words}");
}

#[test]
fn heads_are_heads_and_nothing_can_be_changed() {
    let server = Server::start("minimal", &[]);
    let (page, head) = (server.get("/personas/sam.html"), server.ask("HEAD", "/personas/sam.html", ""));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(page.body.len().to_string().as_str()));
    assert_eq!(server.ask("HEAD", "/.touchbase/events", "").body.len(), server.ask("HEAD", "/x", "").body.len());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "QUATSCH"] {
        let reply = server.ask(method, "/", "");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn folders_lead_to_their_pages() {
    let server = Server::start("minimal", &[]);
    let reply = server.get("/touchpoints");
    assert_eq!((reply.status, reply.header("location")), (308, Some("/touchpoints/")));
    assert_eq!(server.get("/touchpoints/").as_built(), server.get("/touchpoints/index.html").as_built());
    assert_eq!(server.ask("GET", "/?q=gr%C3%B6%C3%9Fe", "").status, 200);
}

#[test]
fn what_is_not_there_is_told_on_a_page_that_works_at_any_depth() {
    let server = Server::start("minimal", &[]);
    let reply = server.get("/a/größe 😀/x.html");
    assert_eq!((reply.status, reply.header("content-type")), (404, Some("text/html; charset=utf-8")));
    let text = reply.text();
    assert!(text.contains("href=\"/assets/site.css\"") && text.contains("href=\"/index.html\""), "{text}");
    assert!(text.contains("src=\"/.touchbase/live.js\""), "it loads itself when the page comes into being");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let server = Server::start("minimal", &[("secret.txt", "geheim")]);
    let long = format!("/{}", "a".repeat(60 * 1024));
    let longer = format!("/{}", "a".repeat(1024 * 1024));
    let paths = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/touchpoints/../../secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/secret.txt",
        "/knowledge.cx",
        "/touchbase.yaml",
        "/index.html%00.css",
        "/.touchbase/../secret.txt",
        "/.touchbase/",
        "/%ff",
        "/%",
        "/file:///etc/passwd",
        &long,
        &longer,
    ];
    for path in paths {
        let reply = server.ask("GET", path, "");
        let refused = reply.status >= 400 || (reply.status == 0 && reply.body.is_empty());
        assert!(refused && !reply.text().contains("geheim"), "{} {}", &path[..path.len().min(40)], reply.status);
    }
    for garbage in [
        "",
        "\r\n\r\n",
        "GET",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\0 HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1}",
        "größe 😀\r\n\r\n",
    ] {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
        drop(std::io::Write::write_all(&mut stream, garbage.as_bytes()));
    }
    assert_eq!(server.get("/").status, 200);
}
