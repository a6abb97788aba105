//! A mail server for tests.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::options::{Options, Tls};

/// A mail server that gives a fixed answer to each RCPT and keeps what it was told.
pub(super) struct MailServer {
    port: u16,
    heard: Arc<Mutex<String>>,
}

impl MailServer {
    pub(super) async fn answering(to_recipient: &'static str) -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::default();
        let ear = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&ear), to_recipient));
            }
        });
        MailServer { port, heard }
    }

    pub(super) fn options(&self) -> Options {
        Options {
            from: "Fuda <post@fuda.example.org>".into(),
            smtp_host: "127.0.0.1".into(),
            smtp_port: self.port,
            smtp_tls: Tls::None,
            ..Options::default()
        }
    }

    pub(super) fn heard(&self) -> String {
        self.heard.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, heard: Arc<Mutex<String>>, to_recipient: &'static str) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test\r\n").await.unwrap();
    let mut in_letter = false;
    while let Ok(Some(line)) = lines.next_line().await {
        heard.lock().unwrap().extend([line.as_str(), "\n"]);
        let answer = match line.split([' ', ':']).next().unwrap() {
            _ if in_letter && line != "." => continue,
            "." => {
                in_letter = false;
                "250 taken"
            }
            "DATA" => {
                in_letter = true;
                "354 go on"
            }
            "RCPT" => to_recipient,
            "QUIT" => return,
            _ => "250 ok",
        };
        if writer
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
        {
            return;
        }
    }
}
