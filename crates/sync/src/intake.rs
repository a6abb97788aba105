//! From a request to a call: which method, from whom, with what. Nobody's body is read before we
//! know whose it is, except in forms whose data come before their key.

use accounts::Device;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::http::{Method as Verb, Request};
use doorway::{Caller, Visit};
use store::Fault;

use crate::door::SyncDoor;
use crate::method::{MediaMethod, Method};
use crate::refused::Refused;
use crate::wire::{
    Encoding, Envelope, FormHead, Held, Landing, Payload, RequestBody, Transport, flaw, parts_of,
};

/// A request as it came through the front.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) asker: Asker,
    pub(crate) request: Request<Body>,
}

/// Who asks for what, before anything of the request has been understood.
#[derive(Debug)]
pub(crate) struct Asker {
    pub(crate) method: Method,
    pub(crate) caller: Caller,
    pub(crate) visit: Visit,
}

/// A request that is understood and signed in.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) transport: Transport,
    pub(crate) caller: Caller,
    pub(crate) visit: Visit,
    pub(crate) who: Who,
    pub(crate) session_key: String,
    /// What the transport says about the client; empty in most forms.
    pub(crate) client: String,
    pub(crate) payload: Payload,
}

/// Who sent a request.
#[derive(Debug)]
pub(crate) enum Who {
    /// Somebody who wants to sign in.
    Stranger,
    /// A device that has signed in.
    Known {
        /// The device.
        device: Box<Device>,
        /// Its key, which old media methods want to be told again.
        host_key: String,
    },
}

impl Call {
    /// The device; every method but the sign-in has one.
    pub(crate) fn device(&self) -> Result<&Device, Refused> {
        match &self.who {
            Who::Known { device, .. } => Ok(device),
            Who::Stranger => Err(Refused::WrongKey),
        }
    }
}

/// How a request that is not done is to be answered, as far as it was understood.
#[derive(Debug)]
pub(crate) struct Turned {
    pub(crate) transport: Transport,
    /// By which the language is found; empty in old forms.
    pub(crate) host_key: String,
    pub(crate) why: Refused,
}

impl Arrival {
    /// Understands the request and signs its sender in.
    pub(crate) async fn understood(self, door: &SyncDoor) -> Result<Call, Turned> {
        let form = |why| Turned {
            transport: Transport::Form,
            host_key: String::new(),
            why,
        };
        let request = self.request.map(RequestBody::new);
        match Envelope::in_header(request.headers()) {
            Err(why) => Err(form(why)),
            Ok(None) => self.asker.in_form(door, request).await.map_err(form),
            Ok(Some(envelope)) => {
                let transport = envelope.transport;
                let host_key = envelope.keys.host.clone();
                let outcome = self.asker.in_header(door, envelope, request).await;
                outcome.map_err(|why| Turned {
                    transport,
                    host_key,
                    why,
                })
            }
        }
    }
}

impl Asker {
    async fn in_header(
        self,
        door: &SyncDoor,
        envelope: Envelope,
        request: Request<RequestBody>,
    ) -> Result<Call, Refused> {
        is_posted(request.method())?;
        let who = self.who(door, &envelope.keys.host).await?;
        let payload = Payload::Unread(request.into_body());
        Ok(self.call(who, envelope, payload))
    }

    async fn in_form(
        self,
        door: &SyncDoor,
        request: Request<RequestBody>,
    ) -> Result<Call, Refused> {
        if self.method == Method::Media(MediaMethod::Begin) && request.method() == Verb::GET {
            let envelope = FormHead::in_query(request.uri());
            drop(request);
            let who = self.who(door, &envelope.keys.host).await?;
            return Ok(self.call(who, envelope, Payload::Nothing));
        }
        is_posted(request.method())?;
        let mut parts = parts_of(request).await?;
        let mut head = FormHead::default();
        let (mut who, mut data) = (None, Data::Missing);
        while let Some(part) = parts.next_field().await.map_err(|error| flaw(&error))? {
            head.count()?;
            if part.name() != Some("data") {
                head.take(part).await?;
                continue;
            }
            if head.key().is_empty() && self.method != Method::HostKey {
                let most = door.options.strangers_max.div_ceil(4);
                let own_turn = door.strangers.take(self.caller.network(), most);
                let _own_turn = own_turn.ok_or(Refused::Busy("unsigned forms of one network"))?;
                let _turn = door.budgets.stranger().await?;
                data = self.data(door, part).await?;
            } else {
                who = Some(self.who(door, head.key()).await?);
                data = self.data(door, part).await?;
            }
        }
        let who = match who {
            Some(who) => who,
            None => self.who(door, head.key()).await?,
        };
        let payload = data.in_encoding(head.encoding());
        Ok(self.call(who, head.into_envelope(), payload))
    }

    /// The data part, whose encoding may stand further behind in the form.
    async fn data(&self, door: &SyncDoor, mut part: Field<'_>) -> Result<Data, Refused> {
        if self.method.takes_file() {
            return large_data(door, self.method, part).await;
        }
        let bytes_max = self.method.json_bytes_max(door.options.json_bytes_max);
        let mut held = Held::default();
        while let Some(bytes) = part.chunk().await.map_err(|error| flaw(&error))? {
            held.add(&bytes, bytes_max, &door.budgets).await?;
        }
        Ok(Data::Held(held))
    }

    fn call(self, who: Who, envelope: Envelope, payload: Payload) -> Call {
        if !envelope.client.is_empty() {
            self.visit.client(&envelope.client);
        }
        Call {
            method: self.method,
            transport: envelope.transport,
            caller: self.caller,
            visit: self.visit,
            who,
            session_key: envelope.keys.session,
            client: envelope.client,
            payload,
        }
    }

    async fn who(&self, door: &SyncDoor, host_key: &str) -> Result<Who, Refused> {
        if self.method == Method::HostKey {
            return Ok(Who::Stranger);
        }
        if host_key.is_empty() {
            return Err(Refused::WrongKey);
        }
        let found = door.devices.by_host_key(&door.ground, host_key).await?;
        let device = found.ok_or(Refused::WrongKey)?;
        self.visit.account(device.account.0);
        Ok(Who::Known {
            device: Box::new(device),
            host_key: host_key.to_owned(),
        })
    }
}

fn is_posted(verb: &Verb) -> Result<(), Refused> {
    if verb == Verb::POST {
        return Ok(());
    }
    Err(Refused::NotPosted)
}

/// The data part of a form before its encoding is known.
enum Data {
    Missing,
    Held(Held),
    File(tempfile::NamedTempFile),
}

impl Data {
    fn in_encoding(self, encoding: Encoding) -> Payload {
        match self {
            Data::Missing => Payload::Nothing,
            Data::Held(held) => Payload::Part(held, encoding),
            Data::File(file) => Payload::File(file, encoding),
        }
    }
}

async fn large_data(door: &SyncDoor, method: Method, mut part: Field<'_>) -> Result<Data, Refused> {
    let limits = door.file_limits(method).as_it_comes();
    let file = tempfile::Builder::new()
        .prefix("form-")
        .tempfile_in(door.ground.folder.temporary())
        .map_err(|error| Fault::because("no temporary file for a form", error))?;
    let mut landing = Landing::new(Encoding::Plain, file, limits)?;
    while let Some(bytes) = part.chunk().await.map_err(|error| flaw(&error))? {
        landing.take(bytes).await?;
    }
    Ok(Data::File(landing.finish().await?.0))
}
