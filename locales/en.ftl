# Every sentence Fuda says to people. This file is the source: each message becomes a method of
# texts::Texts (`sign-up-title` → `t.sign_up_title()`), so a sentence that is missing does not
# compile. Other files in this folder translate it; what they lack is said in English.
#
# Voice: warm, plain, precise. Say what happened and what to do next. No exclamation marks,
# no "please" where a fact will do, never blame the reader.

-fuda = Fuda

language-name = English

## Frame: what every page carries

brand = { -fuda }
page-title = { $page } · { -fuda }
skip-to-content = Skip to the content
nav-site = Site
nav-footer = About this site
nav-decks = Decks
nav-connect = Connect
nav-account = Account
nav-log-in = Log in
nav-sign-up = Sign up
nav-log-out = Log out
footer-apps = Apps
footer-about = About
footer-support = Support
footer-terms = Terms
footer-privacy = Privacy
footer-note = Free software for learners.
plain-http-banner = This page is not encrypted. That is fine on your own machine or home network; anywhere else, ask the operator for an https address.

## Home, for visitors

home-title = A home for your Anki collection
home-lead = { -fuda } keeps your cards, your review history and your media in step between your computer, your phone and your tablet. It speaks the same language as AnkiWeb, so the Anki apps you already have work as they are.
home-point-sync-title = Your apps, unchanged
home-point-sync = Anki on the desktop from 2.1.28 to today, AnkiDroid and AnkiMobile: enter one address and log in.
home-point-safe-title = Kept with care
home-point-safe = What the server has confirmed is on disk. Earlier states of your collection stay for 30 days, in case something goes wrong.
home-point-quiet-title = Nobody is watching
home-point-quiet = One cookie, to keep you logged in. No analytics, no advertising, nothing loaded from anywhere else.
home-apps = Which apps work

## Signing up

sign-up-title = Sign up
sign-up-lead = An email address and a password are all it takes.
sign-up-invited = You have been invited. Choose the address and password you want to log in with.
sign-up-submit = Sign up
sign-up-has-account = Already have an account?
sign-up-terms = By signing up you agree to the terms of this server.
sign-up-terms-link = Read the terms
sign-up-privacy-link = What is stored about you
sign-up-closed-title = This server is not taking new members
sign-up-closed = Sign-up is switched off here. If you think you should have an account, write to the operator.
sign-up-by-invitation-title = By invitation
sign-up-by-invitation = This server takes new members by invitation. If somebody sent you an invitation link, open it to sign up. If not, ask the operator for one.
sign-up-bad-invitation = This invitation has been used already or is no longer valid. Ask for a new one.
sign-up-sent-title = Look in your mailbox
sign-up-sent = If { $address } can be used for a new account, a letter with a link is on its way. Open the link to finish signing up. The letter says how long it works.
sign-up-sent-hint = Nothing there after a few minutes? Look in the spam folder, check the address for typing mistakes, and try again.
sign-up-try-again = Sign up again

## Confirming an address

verify-title = Confirm your address
verify-lead = One click, and your account is ready.
verify-submit = Confirm and log in
verify-bad-link-title = This link no longer works
verify-bad-link = Links from our letters work once and only for a while. If your address is confirmed already, you can simply log in. Otherwise sign up again and we send a new one.
verify-done = Your address is confirmed. Welcome to { -fuda }.

## Logging in and out

log-in-title = Log in
log-in-lead = Welcome back.
log-in-submit = Log in
log-in-no-account = New here?
log-in-forgotten = Forgotten your password?
log-in-first = Log in first, and we take you there.
logged-out = You are logged out.
logged-out-everywhere = You are logged out everywhere, on this and all other browsers.

## Forgotten password

reset-title = Forgotten password
reset-lead = Enter the address of your account. We send you a link for choosing a new password.
reset-submit = Send the link
reset-sent-title = Look in your mailbox
reset-sent = If there is an account for { $address }, a letter with a link is on its way. The letter says how long it works.
reset-remembered = Remembered it?
new-password-title = Choose a new password
new-password-lead = Afterwards every browser and every device is logged out. Log in again on each of them with the new password.
new-password-submit = Save the new password
new-password-bad-link-title = This link no longer works
new-password-bad-link = Links for a new password work once and only for a short while. Ask for a new one.
new-password-ask-again = Ask for a new link
new-password-done = Your new password is saved. Log in with it.

## Fields

field-email = Email address
field-email-hint = We send one letter to check that it is yours.
field-password = Password
field-new-password = New password
field-new-password-hint = At least { $n } characters. Length beats odd symbols, and a password manager can remember it for you.
field-current-password = Current password

## Refusals: what went wrong and what to do

refused-email-missing = Enter your email address.
refused-email-bad = This does not look like an email address. It should look like name@example.org.
refused-password-missing = Enter your password.
refused-new-password-missing = Choose a password.
refused-current-password-missing = Enter your current password.
refused-link = This link no longer works. Ask for a new one.
refused-password-short = This password is too short. Use at least { $n } characters.
refused-password-long = This password is too long. Up to { $n } bytes can be used.
refused-password-common = This password is among the first that anybody would guess. Choose another one.
refused-password-same = This is the password you already have. Choose a different one.
refused-sign-in = The email address and the password do not fit together. Check both and try again.
refused-current-password = This is not your current password.
refused-unverified = Your address is not confirmed yet. Open the link in the letter we sent you. If it is gone, sign up again with the same address and we send a new one.
refused-disabled = This account has been closed by the operator of this server.
refused-too-many = There were too many failed tries. Wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } and try again.
refused-busy = A great many people are logging in at the moment. Try again in a few seconds.
refused-forged = This form came from another page, so nothing was changed. Open the page here and try again.
refused-stale-session = You have been logged out in the meantime, so nothing was changed. Log in and try again.
refused-form-unreadable = The server could not read this form. Go back, reload the page and try again.
refused-plain-http = For your safety, logging in without encryption only works on your own machine or home network. Use the https address of this server.

## Connecting Anki

connect-title = Connect your Anki
connect-lead = Enter this address in your Anki apps, then sync and log in with the email address and password of your account.
apps-title = Apps
connect-lead-visitor = These are the apps that work with { -fuda }. Enter this address in them, then sync and log in with your account.
connect-address = Sync address
connect-copy = Copy
connect-copied = Copied
connect-qr-title = On a phone or tablet
connect-qr = Scan this with the camera, then copy the address into the app.
connect-qr-label = QR code of the sync address
connect-empty = Nothing has been synced yet. Your first sync uploads the collection from the device that has it.
connect-first-sync-title = The first sync
connect-first-sync = Start with the device that has your cards. Anki may ask which side to keep: choose “Upload to AnkiWeb” there. On every other device choose “Download from AnkiWeb”. The apps say AnkiWeb, but they talk to this server.
connect-switch-title = Coming from AnkiWeb
connect-switch = Sync each device with AnkiWeb one last time, log out there, then enter the address above. Your collection at AnkiWeb stays as it is.

connect-desktop-title = Anki on the desktop
connect-desktop-versions = Windows, macOS, Linux · 2.1.57 and newer
connect-desktop-step-1 = Open Tools → Preferences → Syncing. On a Mac: Anki → Preferences.
connect-desktop-step-2 = If you are logged in to AnkiWeb, choose “Log Out” there first.
connect-desktop-step-3 = Enter the sync address under “Self-hosted sync server” and close the window.
connect-desktop-step-4 = Restart Anki, press Sync, and log in with your { -fuda } email address and password.

connect-older-title = Older Anki on the desktop
connect-older-versions = 2.1.28 to 2.1.56
connect-older-lead = These versions read the address from two environment variables. Set them, then start Anki from the same place.
connect-older-linux = Linux and macOS, in a terminal
connect-older-windows = Windows, in a command prompt
connect-older-step = Press Sync and log in with your { -fuda } email address and password.

connect-droid-title = AnkiDroid
connect-droid-versions = Android · 2.16 and newer
connect-droid-step-1 = Open Settings → Sync → Custom sync server.
connect-droid-step-2 = Switch it on and enter the sync address as “Sync url”.
connect-droid-step-3 = Go back to Sync, choose “AnkiWeb account”, and log in with your { -fuda } email address and password.
connect-droid-older = AnkiDroid 2.15 and older asks for two addresses. Sync url:
connect-droid-older-media = Media sync url:

connect-mobile-title = AnkiMobile
connect-mobile-versions = iPhone and iPad
connect-mobile-step-1 = Open Settings → Syncing → Custom sync server.
connect-mobile-step-2 = Enter the sync address. If it is a server in your home network, allow AnkiMobile to find devices on the local network when the system asks.
connect-mobile-step-3 = Press the sync button and log in with your { -fuda } email address and password.
connect-this-machine = This address only works on this computer. To connect a phone or another computer, the operator sets the address under which they reach this server (web.base_url in its settings).
connect-not-encrypted = This address is not encrypted. Some versions of the mobile apps only accept addresses that begin with https.

## Account

account-title = Your account
account-signed-in-as = Logged in as { $address }
account-storage-title = Storage
account-storage-used = { $size } used
account-storage-collection = Collection
account-storage-media = Media
account-storage-media-files = { $n ->
        [one] one file
       *[other] { $n } files
    }
account-storage-picture = Collection { $collection }, media { $media }
account-storage-unavailable = Your collection is being looked after by the operator at the moment, so its size cannot be shown. Nothing has been removed.
account-counts = { $notes ->
        [one] one note
       *[other] { $notes } notes
    }, { $cards ->
        [one] one card
       *[other] { $cards } cards
    }, { $reviews ->
        [one] one review
       *[other] { $reviews } reviews
    }
account-devices-title = Devices
account-devices-lead = The Anki apps that are logged in to your account.
account-devices-none = No app has logged in yet.
account-devices-connect = Connect your Anki
device-unknown = Unknown app
device-first-sync = First sync
device-last-sync = Last sync
device-logged-in = Logged in
device-revoke = Log out
device-revoke-label = Log out { $device }
device-revoked = The device is logged out. Its next sync will ask for your password.
device-already-gone = That device was logged out already.
account-password-title = Password
account-password-lead = When you change it, all other browsers and all devices are logged out.
account-password-submit = Change password
account-password-changed = Your password is changed. All other browsers and all devices are logged out.
account-sessions-title = This and other browsers
account-sessions-lead = The browsers that are logged in to your account. Anki apps stay logged in when you log out browsers; they stand above, under Devices.
browser-on = { $program } on { $system }
browser-unknown = Unknown browser
session-this = This browser
session-last-seen = Last seen
session-revoke-label = Log out { $browser }
session-revoked = That browser is logged out.
session-already-gone = That browser was logged out already.
session-others-revoked = All other browsers are logged out.
account-log-out-others = Log out all others
account-log-out-everywhere = Log out everywhere
account-leave-title = Leaving
account-leave = You can have your account and everything in it removed.
account-leave-link = How to leave

leave-title = Removing your account
leave-lead = Your account, your collection, its earlier states and your media can all be removed from this server.
leave-keep = Your cards stay in your Anki apps. Before you leave, open one of them and sync once more, so that it has everything.

## About

about-title = About
about-lead = { -fuda } is a sync server for Anki, the flashcard program. A fuda (札) is a card: the wooden slip, the playing card, the paper with a word on it.
about-what-title = What it does today
about-what = It keeps your collection: notes, cards, decks, options, review history, pictures and sounds. The Anki apps sync with it just as they sync with AnkiWeb, and where there is no app you study on this site.
about-who-title = Who runs it
about-who = This server is run by { $operator }.
about-who-unnamed = The operator of this server has not left a name. You were probably given its address by the person who runs it.
about-free-title = Free software
about-free = { -fuda } is free software under the GNU Affero General Public License, version 3 or later. You may run it, read it, change it and pass it on.
about-source = Read the source
about-source-ask = The operator of this server owes you its source text. Ask for it.
about-anki = Anki is made by other people. { -fuda } is not part of Anki or AnkiWeb and is not endorsed by them.
about-version = Version { $version }

## Status

status-title = Status
status-runs = This server is running.
status-logs-title = Logs
status-logs-well = Addresses in the log of requests are shortened after 7 days, and lines are gone after 30. Both were done in time.
status-logs-overdue = A log holds more than it may by now: addresses should be shortened after 7 days, and lines gone after 30. The operator can see why.
status-backups-title = Backups
status-backups-none = This server makes no backups by itself. Ask its operator how your data are kept safe.
status-backups-made = The last backup was made { $day }.
status-backups-missed = The last complete backup was made { $day }. A newer one is missing; the operator can see why.
status-backups-never = No backup could be made yet. The operator can see why.
status-rehearsal-never = Whether a backup can be restored was not tried yet.
status-rehearsal-well = That it can be restored was tried { $day }, and all of it was there.
status-rehearsal-failed = That it can be restored was tried { $day }, and not all of it was there. The operator can see why.

## Setup

setup-title = Setting up this server
setup-lead = Only you see this page: your account was made with the link of the first start.
setup-checklist = What is still wrong
setup-checklist-lead = The same as the command “fuda doctor” says on the server.
setup-well = Fine.
setup-trouble = To do.
setup-letter = Do letters arrive?
setup-letter-lead = A letter to { $email } shows it. Without a mail server it lies in the folder outbox.
setup-letter-submit = Send me a letter
setup-letter-sent = A letter to you is on its way.
setup-settings = Settings
setup-settings-lead = They count from the next start of the server on. All others stand in the settings file.
setup-fixed = This stands in the settings file or in the environment, which count more than this page.
setup-base-url = Address of this site
setup-base-url-hint = As people and apps reach it, such as https://anki.example.org.
setup-operator = Who runs it
setup-operator-hint = Named on the pages About, Terms and Privacy. A later change is announced to members first.
setup-contact = How you are reached
setup-contact-hint = An email address or a web address, for members.
setup-location = Where the server stands
setup-location-hint = For the privacy page, such as Linz, Austria.
setup-registration = Who may sign up
setup-registration-hint = invite: with a link from you; open: everybody; closed: nobody.
setup-mail-from = Sender of letters
setup-mail-from-hint = Such as Fuda <fuda@example.org>.
setup-mail-host = Mail server
setup-mail-host-hint = Empty: letters are written to the folder outbox.
setup-mail-port = Its port
setup-mail-tls = Encryption to it
setup-mail-tls-hint = starttls goes with port 587, tls with port 465.
setup-mail-user = User at the mail server
setup-mail-password = Password at the mail server
setup-mail-password-hint = It is written into a file of its own and never shown. Empty: as it was.
setup-submit = Keep for the next start
setup-kept = Kept. Restart the server, and it counts.
setup-tls = Encryption is set in the settings file, under doorway.tls: a certificate of yours, or one that this server orders by itself. The operators’ guide says how.

## Apps in use

in-use-title = Apps in use
in-use-lead = Which apps and systems are used with this server. The counts are drawn once a day, nobody is named in them, and a group of fewer than { $least } is never shown by itself.
in-use-drawn = They were drawn { $day }.
in-use-apps-title = Apps that sync
in-use-apps = Each member who synced in the last 30 days counts once, with the app used last.
in-use-installations-title = Installations of Anki
in-use-installations = Where Anki on the desktop asks this server whether there is a newer version, it counts once, if it asked in the last 30 days. It is known by a random number of its own, of which only a keyed fingerprint is kept; no account and no address stand beside it.
in-use-versions = By version
in-use-systems = By system
in-use-name = Group
in-use-count = Number
in-use-others = Others
in-use-too-few = Too few to be shown.

## Support

support-title = Support
support-lead = Most questions are answered in a minute here. For the rest there is a person.
support-contact-title = Write to us
support-contact = The operator of this server answers at
support-contact-none = The operator of this server has not left an address. Ask the person who told you about it.
support-contact-hint = Say which app and version you use, what you did, and what the app told you. Never send your password; nobody here will ask for it.
support-q-login = The app says that the email or password is wrong
support-a-login = Try the same email address and password on this site first. If they work here, look at the sync address in the app: with a wrong one, the app asks AnkiWeb, which does not know you.
support-q-which = The app asks whether to upload or to download
support-a-which = It asks when the two sides can no longer be merged, and at the very first sync. Upload keeps what is on the device; download keeps what is on the server. If you are unsure, make a backup in the app first.
support-q-wrong = I chose the wrong side
support-a-wrong = Do not sync that device again. The server keeps earlier states of a collection for 30 days, and the operator can bring one back.
support-q-device = The app refuses a password that this site takes
support-a-device = Your account has a second factor. Apps cannot ask for codes, so they come in with passwords of their own: make one on your account page, under Device passwords.
support-q-letter = No letter arrives
support-a-letter = Look in the spam folder and check the address for typing mistakes. Letters from this server never contain pictures or advertising.
support-connect = How to connect an app

## Terms

terms-title = Terms
terms-lead = Short, so that they can be read. Read them together with the privacy page.
terms-privacy-link = Privacy page
terms-account-title = Your account
terms-account = You need an email address that reaches you. Keep your password to yourself and do not use it elsewhere. What happens with your account is yours to answer for.
terms-content-title = Your cards
terms-content = What you store here remains yours. The server copies it only to keep it safe and to give it back to your own devices. Do not store what you are not allowed to have.
terms-fair-title = Fair use
terms-fair = Do not try to harm the server or the people who use it. The operator may close accounts that do.
terms-service-title = No promises we cannot keep
terms-service = The server is offered as it is. The operator tries to keep it running and your data safe, but cannot promise that nothing will ever go wrong. Keep backups; the Anki apps make them for you.
terms-end-title = Leaving
terms-end = You can leave at any time, and the operator may end the service with notice. Your cards stay in your apps.
terms-contact-title = Contact
terms-contact = Questions about these terms go to
terms-contact-none = Questions about these terms go to the person who runs this server.

## Privacy: what the policy says. Whoever changes a sentence here or under Terms publishes a new version
## (docs/policy.md).

privacy-title = Privacy
privacy-lead = This page says what this server stores about you, why, and for how long. It is made from the running settings and from the list of data in the program, so it says what is. Read it together with the terms.
privacy-terms-link = Terms
privacy-controller-title = Who is responsible
privacy-controller = Responsible for this server: { $name }.
privacy-controller-address = Address: { $address }.
privacy-controller-officer = Data protection officer: { $officer }.
privacy-controller-none = The operator has not said who is responsible. Ask the person who told you about this server.
privacy-successor = On { $day } the responsibility passes to { $name }, { $address }. Everything promised here remains promised. Until then you can take a copy of your data with you and have the account removed; nothing of accounts that were removed by then is passed on.
privacy-email-title = Your email address
privacy-email = You need a working address to sign up. It is used to log in and for letters about your account: to confirm the address, to choose a new password, to confirm another address, and to tell you when something about logging in was changed, when somebody logged in with a browser or an app, or from a network, that you had not used lately, when somebody tried to sign up with your address, when a copy of your data is ready, when this policy changes, when the account has not been used for long, and when it was closed or removed. There is no newsletter, and letters contain no pictures and no tracking.
privacy-password-title = Your password
privacy-password = It is never stored. The server keeps a slow, salted fingerprint of it (Argon2id) from which it cannot be read back. Take one that you use nowhere else, best from a password manager.
privacy-cards-title = Your cards
privacy-cards = The notes, cards, options, review history and media that your apps send or that you add on the website are stored so that your devices can fetch them. Other members cannot see them. The person who runs the server has access to its disks and so could look; cards are not encrypted against the operator.
privacy-earlier = When something changes, the earlier state is kept for { $days } days so that mistakes can be undone. After that it is removed.
privacy-backups = Backups are encrypted, what is yours with a key of its own, and kept for { $days } days. When your account is removed, so is that key: after { $keydays } days nothing of you can be read in any of them.
privacy-no-backups = This server makes no backups of its own.
privacy-own-copy = No system is perfectly safe. Keep a copy of your own: by Export in the Anki apps, or from the page of your data.
privacy-devices-title = Your devices
privacy-devices = When an app logs in and syncs, the server notes the program, its version, the system it runs on, and the first and last sync, and shows them on your account page. They are counted, too, without people. An app that is too old is told so. The key that keeps the app logged in is stored as a fingerprint only, and ends when you log the device out. When you log in with a browser, the server notes which browser and which system it is, and shows them on your account page as long as it stays logged in. So that you can be told of a log-in with a browser or an app, or from a network, that you have not used lately, fingerprints of these are kept for 210 days after the last log-in with them; of a network address only the part goes into them that the logs keep after a week.
privacy-versions-title = Version checks
privacy-versions = When Anki starts on a computer whose owner has set this server, it asks whether there is a newer version, and tells its version, the system, and a number that it made up by chance when it was first started. Version and system are noted beside a fingerprint of that number and the day, to count installations; no account and no address is noted with it. What was not seen for { $days } days is removed.
privacy-cookies-title = Cookies
privacy-cookies = When you log in, one cookie keeps you logged in and ties what you do to your account. It ends when you log out, after 30 days without a visit, or after 180 days. Nothing is set before you log in. There is no analytics, and no page loads anything from another server. Cookies of others that your browser may send along are ignored.
privacy-logs-title = Logs
privacy-logs = Each request is noted with date and time, network address, the browser or app and its version, the page and the page you came from, and the number of your account if you are logged in. It serves to keep the server safe, to find faults, to count use and to help. A second log notes letters with their address. Addresses are shortened after a week, and both logs remove themselves after { $days } days.
privacy-limits-title = Failed logins
privacy-limits = To stop guessing, failed logins are counted for a short while by account and by network address.
privacy-statistics-title = Statistics
privacy-statistics = Once a day, sums are drawn over the review history and the options of all members, such as the average pass rate. The program that does it cannot read cards, names or media; a number that fewer than { $members } members share is not shown; nothing in it leads back to anybody. You can object below.
privacy-unused-title = Accounts nobody uses
privacy-unused = Your data are kept as long as you use the account: any visit or sync counts. An account that is neither visited nor synced for { $days } days is written to three times, 60, 30 and 7 days before its collection and media are put away. For 30 more days they can be had back on the account page. The account itself stays.
privacy-unused-never = Your data are kept as long as the account exists. Accounts that are not used are kept.
privacy-leaving-title = Leaving
privacy-leaving = You can have your account removed on the account page. After a week to think about it, everything that is yours is removed, and a signed certificate says so. What stays for a while in logs and backups is gone within a month.
privacy-bounces-title = Letters that came back
privacy-bounces = If the mail server says that an address does not exist, a fingerprint of it is kept, with the reason and the date, so that it is not written to again. The address cannot be read from it, and it is kept even when the account goes. The operator can lift it.
privacy-location-title = Where
privacy-location = The data lie in: { $location }.
privacy-location-backups = Backups lie in: { $location }.
privacy-location-unknown = The operator has not said where the server stands. Ask, if it matters to you.
privacy-location-caches = Only what everybody may see may be kept by caches on the way. What is yours is never.
privacy-sharing-title = Who else
privacy-sharing = The server passes nothing on. Nothing is sold, and nobody else uses your data.
privacy-sharing-list = For the operator, these work with the data:
privacy-sharing-mail = Letters travel through { $provider }. It gets the address, the subject and the text of each letter.
privacy-sharing-no-mail = This server has no mail server: its letters are handed on by the operator.
privacy-basis-title = What allows it
privacy-basis = Data you give us, such as your address and your cards, are needed to do what you asked for: a contract (article 6 (1) (b) of the General Data Protection Regulation). Statistics and logs rest on that and on a legitimate interest (f), to keep the service safe and to make it better. Removing accounts, giving you a copy, and noting who was told of which policy are what the law asks for (c). The list of data says it one by one.
privacy-rights-title = Your say
privacy-rights = You can see what your account holds on the account page, take a copy of everything, correct your address, object to statistics, and have the account removed. You can complain to the data protection authority where you live.
privacy-rights-data-link = Your data
privacy-changes-title = Changes
privacy-changes = When this policy changes in a way that matters, you are told on this website, by your apps at their next sync, and by letter. What is new is not done with your data before you have seen it. Every version stays readable.
privacy-transfer-title = If somebody else takes over
privacy-transfer = If the service passes to somebody else, you are told at least { $days } days before, and can take your data with you and have the account removed first. Whoever takes over is bound by this policy.
privacy-contact-title = Contact
privacy-contact-at = Questions about your data go to
privacy-contact-none = The operator has not left an address. Ask the person who told you about this server.

privacy-purpose-account = Letting you in, and nobody else
privacy-purpose-letters = Letters about your account
privacy-purpose-cards = Your cards, media and reviews, for your devices
privacy-purpose-undo = Earlier states, to undo a mistake
privacy-purpose-loss = Backups, to get the service back after a loss
privacy-purpose-devices = Which app was used when: for you, and for support
privacy-purpose-diagnosis = Safety, finding faults, counting use, support
privacy-purpose-unused = Putting away what nobody uses
privacy-purpose-removal = Removing accounts, and keeping them removed
privacy-purpose-bounces = Not writing to addresses that letters do not reach
privacy-purpose-statistics = Sums over the reviews of many
privacy-purpose-policy = Who was told of which version of this policy
privacy-purpose-copy = A copy of everything, for you
privacy-purpose-installations = How many installations there are, and on which systems

## Privacy: around the policy

policy-register-link = All data, one by one
policy-history-link = Earlier versions
policy-updated = Version { $version }, last updated { $day }.
proof-swept = Last checked { $day }: the oldest record is of { $oldest }.
proof-empty = Last checked { $day }: there is nothing.
proof-late = Last checked { $day }: something is older than it may be. The operator has been told.
proof-never = Not checked yet.
proof-backup = Last backup { $day }.
proof-rehearsal = Last restored to try it { $day }.
proof-letters = Members were last told { $day }.

register-title = All data, one by one
register-lead = Every place where this server keeps something about people: what for, what allows it, how long, and what becomes of it. A place that is missing here fails a test of the program.
register-back = Privacy
register-column-data = Data
register-column-about = About
register-column-kept = Kept
register-column-removed = When an account is removed
register-column-copy = In your copy
register-column-place = Place
register-basis = Allowed by { $basis }
register-basis-contract = contract
register-basis-law = law
register-basis-interest = legitimate interest
register-class-content = what was written, recorded, answered
register-class-identity = who it is
register-class-network = where a request came from
register-class-credential = what lets somebody in
register-class-activity = what was used when
register-class-record = what was agreed or done
register-subject-member = members
register-subject-applicant = who is signing up
register-subject-visitor = visitors
register-subject-addressee = whom letters go to
register-kept-with-account = as long as the account
register-kept-days = { $n ->
    [one] { $n } day at most
   *[other] { $n } days at most
}
register-kept-until-lifted = until it is lifted; it names no account
register-removed-with-account = goes with it
register-removed-by-age = goes by its age
register-removed-key-first = its key goes at once
register-removed-stays = stays
register-copy-given = yes
register-copy-package = yes, as Anki package
register-copy-withheld = no
register-region-data = server
register-region-backups = backups

history-title = Versions of this policy
history-lead = What was promised, and what changed when.
history-version = Version { $version }, { $day }
history-significant = Members were told of it.
history-insignificant = The meaning did not change.
history-first = The first version.
history-changes = What changed
history-text = The whole text
history-hash = Fingerprint: { $hash }

data-title = Your data
data-lead = Everything this server keeps of you, to take with you.
data-copies-title = Copies
data-everything = Everything
data-everything-lead = Your collection with its media, and what is known beside it: account, devices, sessions, log lines, letters, what you were told of this policy. Readable files, and a package that Anki opens.
data-everything-ask = Make a copy of everything
data-collection = Collection
data-collection-lead = Cards, review history and media as one package. Open it with Import in Anki.
data-collection-ask = Make a package of the collection
data-packing = { $n ->
    [one] Being made: { $n } file of { $all } is packed.
   *[other] Being made: { $n } files of { $all } are packed.
}
data-ready = { $size }, until { $until }
data-fetch = Download
data-prove = Enter password
data-days = { $n ->
    [one] A copy lies here for one day and is then removed. When it is ready you get a letter.
   *[other] A copy lies here for { $n } days and is then removed. When it is ready you get a letter.
}
data-gone-title = There is no copy here
data-gone = Copies can be fetched for a week. Ask for a new one on the page of your data.

account-data-title = Your data
account-data = Take a copy of your collection, or of everything this server keeps of you.
account-data-link = Copies of your data

copy-index-title = Your data
copy-index-lead = Everything that the server kept of { $email } on { $day }.
copy-index-package = Your collection with its media: open it with Import in Anki.
copy-index-rules = In rules.json stands for each place what it is for, how long it is kept, and why you get no copy of some, such as hashes of passwords. Times are in UTC.

statistics-title = How often people remember
statistics-lead = Once a day, sums over the reviews of the last year of all who take part. A number that fewer than { $members } members share is not shown.
statistics-remembered = remembered
statistics-pressed = pressed
statistics-basis = From
statistics-of = { $reviews } reviews of { $members } members or more
statistics-too-few = There are too few members for numbers yet.
statistics-drawn = Drawn { $day }.
statistics-interval-title = By interval
statistics-interval = How often a card was remembered, by the days since it was last seen as planned.
statistics-button-title = By button
statistics-button = Which button was pressed in reviews.
statistics-aim-title = By aim
statistics-aim = How often cards were remembered, by what the options of the decks aim at.
statistics-aims-at = { $aim } %
statistics-foretold-title = Foretold and remembered
statistics-foretold = Before a review FSRS knows how likely the card is remembered. Here it is worked out anew from the reviews before, with the parameters that the decks have today, and set beside what was remembered. Parameters that were fitted to these very reviews look a little better than they are.
statistics-foretold-head = foretold
statistics-foretold-mean = on average { $chance }
statistics-foretold-all = All
statistics-band = { $least }–{ $next } %
statistics-days = { $first }–{ $last } days
statistics-days-more = { $first } days and more

objection-make = Do not count my reviews
objection-withdraw = Count my reviews again
objection-noted = Your reviews are not counted from the next drawing on.
objection-withdrawn = Your reviews are counted again.

policy-banner = Our privacy policy has changed.
policy-banner-read = See what changed
policy-banner-seen = I have seen it
policy-seen = Thank you. You will not be told of this version again.

## When something is not there, or broke

nothing-changed-title = Nothing was changed
not-found-title = There is nothing here
not-found = The address may have a typing mistake, or the page has moved.
not-found-home = To the first page
wrong-method-title = This page cannot do that
wrong-method = The browser asked for something this address does not offer. Go back and try another way.
broken-title = Something broke
broken = It was not your doing. The fault has been noted; try again in a little while.
broken-number = If you write to us, give this number: { $number }
disk-full-title = No room left
disk-full = The disk of this site is full, so nothing new can be kept. What you have is safe and can still be read. The operator has been told; try again in a while.
too-large-title = That was too much at once
too-large = The server refused to read so much. Go back and send less.

## Sizes and times

decimal-sign = .
thousands-sign = ,
# From so many digits on, thousands are set apart.
thousands-digits = 4
size-bytes = { $n ->
        [one] one byte
       *[other] { $n } bytes
    }
size-kilobytes = { $amount } KB
size-megabytes = { $amount } MB
size-gigabytes = { $amount } GB
ago-now = just now
ago-minutes = { $n ->
        [one] a minute ago
       *[other] { $n } minutes ago
    }
ago-hours = { $n ->
        [one] an hour ago
       *[other] { $n } hours ago
    }
ago-days = { $n ->
        [one] yesterday
       *[other] { $n } days ago
    }
ago-today = today
date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Letters. Plain text; one message per paragraph. Letters are about the account and nothing else.

letter-greeting = Hello,
letter-signature = { -fuda } at { $site }

letter-trial-subject = Letters from this server arrive
letter-trial-lead = You asked { $site } for this letter on its setup page.
letter-trial-effect = There is nothing to do: you have it, so letters arrive.
letter-why = You get this letter because of the account with this address. { -fuda } sends no other mail.
letter-why-maybe = You get this letter because somebody entered this address at { $site }. { -fuda } sends no other mail.

letter-verify-subject = Confirm your address for { -fuda }
letter-verify-lead = somebody, probably you, signed up at { $site } with this address. Open this link to confirm it:
letter-verify-life = The link works once, for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }.
letter-verify-not-you = If it was not you, do nothing. Without the link no account will work.

letter-known-subject = You already have a { -fuda } account
letter-known-lead = somebody, probably you, tried to sign up at { $site } with this address. There is an account for it already, so nothing was changed.
letter-known-log-in = Log in here:
letter-known-reset = If you have forgotten the password, choose a new one here:
letter-known-not-you = If it was not you, you need not do anything.

letter-reset-subject = Choose a new password for { -fuda }
letter-reset-lead = somebody, probably you, asked for a new password at { $site }. Open this link to choose one:
letter-reset-life = The link works once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }. Your old password works until then.
letter-reset-not-you = If it was not you, do nothing. Your password stays as it is.

letter-password-changed-subject = Your { -fuda } password was changed
letter-password-changed-lead = the password of your account at { $site } was changed. All other browsers and all devices were logged out.
letter-password-changed-not-you = If it was not you, choose a new password at once:

letter-invitation-subject = An invitation to { -fuda }
letter-invitation-lead = you have been invited to { $site }, a home for Anki collections. Open this link to sign up:
letter-invitation-life = The invitation works once, for { $days ->
        [one] one day
       *[other] { $days } days
    }.

letter-removed-subject = Your { -fuda } account was removed
letter-removed-lead = your account at { $site }, with its collection and media, was removed. Your cards stay in your Anki apps.

letter-disabled-subject = Your { -fuda } account was closed
letter-disabled-lead = your account at { $site } was closed by the operator. Your cards stay in your Anki apps.

## Decks

decks-title = Decks
decks-column = Deck
decks-menu = Menu of { $deck }
decks-fold = Fold { $deck }
decks-unfold = Unfold { $deck }
decks-create = Create deck
decks-create-lead = Two colons put a deck into another one: Languages::Japanese.
decks-name = Name of the deck
decks-rename = Rename
decks-move = Move into…
decks-move-title = Move { $deck }
decks-move-lead = The decks below it move along.
decks-move-into = Into
decks-move-top = No other deck: to the top
decks-move-submit = Move
decks-subdeck = Create subdeck
decks-subdeck-title = A deck below { $deck }
decks-custom-study = Custom study
decks-unbury = Unbury
decks-rebuild = Rebuild
decks-empty = Empty
decks-description = Description
decks-description-hint = Shown before studying. HTML is shown as it is written.
decks-delete = Delete
decks-delete-title = Delete { $deck }
decks-delete-cards = { $n ->
    [0] There are no cards in it.
    [one] One card in it is deleted with it, and its note if that has no other card.
   *[other] { $n } cards in it are deleted with it, and their notes if these have no other cards.
}
decks-delete-below = { $n ->
    [one] So is the deck below it.
   *[other] So are the { $n } decks below it.
}
decks-delete-filtered = The cards in it go back to their own decks. None is deleted.
decks-delete-undo = You can take this back as long as you stay here and no device syncs in between.
decks-delete-submit = Delete the deck
decks-cancel = Cancel
decks-save = Save
decks-created = The deck is there.
decks-renamed = The deck has its new name.
decks-moved = The deck has moved.
decks-deleted = The deck is deleted.
decks-undone = It is as it was before.
decks-unburied = All buried cards of the deck are back.
decks-rebuilt = The deck is built anew.
decks-emptied = The deck is empty; its cards went back to their own decks.
decks-described = The description is saved.
decks-name-missing = A deck needs a name.
decks-refused = This cannot be done: { $reason }
decks-busy = A device is syncing just now. Wait until it is done and try again.
decks-busy-title = Your collection is in use
decks-default-stays = The deck “Default” is there for cards that have no other; it cannot be deleted.
decks-none-title = No cards yet
decks-none = Connect Anki on your computer or phone: after its first sync your decks are here.
decks-used = { $size } are stored: { $collection } of cards and { $media } of media.
decks-studied = { $cards ->
    [0] No cards were studied today.
    [one] Studied one card in { $time } today ({ $pace } s a card).
   *[other] Studied { $cards } cards in { $time } today ({ $pace } s a card).
}
time-seconds = { $n ->
    [one] one second
   *[other] { $n } seconds
}
time-minutes = { $amount } minutes
time-hours = { $amount } hours
count-new = New
count-learning = Learning
count-review = To review
count-new-short = New
count-learning-short = Learn
count-review-short = Due
deck-is-filtered = Filtered deck
deck-is-current = Studied last

## A deck

deck-study = Study now
deck-counts-lead = To do today
deck-buried = { $n ->
    [one] One card is buried until tomorrow.
   *[other] { $n } cards are buried until tomorrow.
}
deck-filtered-lead = A filtered deck borrows cards from other decks. When they are answered, or when it is emptied or deleted, they go back.
deck-done-title = Congratulations
deck-done = You have finished this deck for now.
deck-done-learning-soon = { $n ->
    [one] The next learning card is ready in one minute.
   *[other] The next learning card is ready in { $n } minutes.
}
deck-done-learning-hours = { $n ->
    [one] The next learning card is ready in one hour.
   *[other] The next learning card is ready in { $n } hours.
}
deck-done-reviews-left = There are more reviews waiting, but today’s limit is reached. You can raise it in the options of the deck.
deck-done-new-left = There are more new cards, but today’s limit is reached. You can raise it in the options; keep in mind that more new cards mean more reviews in the days to come.
deck-done-buried = Some cards were buried, because a sibling was shown or because you put them aside. They come back tomorrow, or now if you unbury them.
deck-nothing-due = Nothing is due in this deck.

## Studying

study-title = Study
study-card = Card
study-needs-script = Cards are shown by scripts, so studying needs a browser that runs them. Everything else on this site works without.
study-show-answer = Show answer
study-grades = How well did you know it?
study-again = Again
study-hard = Hard
study-good = Good
study-easy = Easy
study-undo = Undo
study-redo = Redo
study-more = More
study-key-undo = Undo (U)
study-key-more = More (M)
study-is-marked = Marked
study-wait = The next card is on its way.
study-edit = Edit note
study-mark = Mark note
study-info = Card info
study-replay = Replay sounds
study-bury-card = Bury card
study-bury-note = Bury note
study-suspend-card = Suspend card
study-suspend-note = Suspend note
study-forget = Reset card…
study-due = Set due date…
study-delete = Delete note
study-advance = Auto advance
study-record = Record own voice
study-own-voice = Play own voice
study-pause = Pause sounds
study-back = Sounds back 5 s
study-forward = Sounds forward 5 s
study-swipe = Swipe to grade
study-flags = Flag
study-flag-1 = Red flag
study-flag-2 = Orange flag
study-flag-3 = Green flag
study-flag-4 = Blue flag
study-flag-5 = Pink flag
study-flag-6 = Turquoise flag
study-flag-7 = Purple flag
study-text-size = Text size
study-smaller = Smaller text
study-larger = Larger text
study-tags = Tags
study-due-days = Days from today
study-due-hint = 0 is today, 1 tomorrow; 1-7 chooses a day for each card; 5! also changes the interval.
study-forget-position = Back to its place among the new cards
study-forget-counts = Begin counting reviews and lapses anew
study-save = Save
study-close = Close
study-cancel = Cancel
study-line-offline = The line is down. Your grades wait in this page and are sent in their order when it is back. Keep the page open.
study-line-busy = A device is syncing. Your grades wait in this page and are sent when it is done.
study-line-logged-out = You were logged out. Log in again in another tab; your grades wait in this page.
study-line-broken = The server has trouble. Your grades wait in this page and are sent when it is over.
study-offline = This needs the line, which is down just now.
study-hung = The scripts of this card keep it busy. You can go on: show the answer, or bury or suspend the card.
study-stopped = The scripts of this card sent too much and were stopped. You can go on.
study-touch-first = Sounds start when you touch the page or press R.
study-no-voice = Nothing is recorded yet: Shift and V records.
study-voice-recording = Recording. Press Shift and V again to stop.
study-voice-recorded = Recorded. V plays it again.
study-voice-refused = The browser does not let this page record.
study-advance-on = Cards go on by themselves.
study-advance-off = Cards wait for you again.
study-time-up = The time for this card is up.
study-swipe-on = Swipe left for Again, right for Good; touch the card to see the answer.
study-swipe-off = Swiping does nothing now.
study-nothing-to-undo = There is nothing to undo.
study-nothing-to-redo = There is nothing to redo.
study-moved-on = This card has changed since you saw it, on another device or in another tab. The answer was not counted.
study-gone = This card is no longer there.
study-said-leech = This card was forgotten often and is marked as a leech now.
study-said-leech-suspended = This card was forgotten often; it is marked as a leech and suspended.
study-said-undone = Undone: { $step }
study-said-redone = Done again: { $step }
study-said-buried = { $n ->
    [0] No card was left to bury.
    [one] One card is buried until tomorrow.
   *[other] { $n } cards are buried until tomorrow.
}
study-said-suspended = { $n ->
    [0] No card was left to suspend.
    [one] One card is suspended.
   *[other] { $n } cards are suspended.
}
study-said-siblings = { $n ->
    [one] One sibling is buried until tomorrow.
   *[other] { $n } siblings are buried until tomorrow.
}
study-said-flagged = { $flag }
study-said-unflagged = No flag any more.
study-said-marked = The note is marked.
study-said-unmarked = The note is no longer marked.
study-said-reset = The card is new again.
study-said-due = The card has a new due date.
study-said-deleted = { $n ->
    [one] The note is deleted, with one card.
   *[other] The note is deleted, with { $n } cards.
}
study-said-saved = The note is saved.
study-undo-step = Undo: { $step }
study-redo-step = Redo: { $step }
step-answer = answer card
step-bury = bury
step-suspend = suspend
step-unbury = unbury
step-flag = flag
step-tags = tags
step-note = edit note
step-delete-note = delete note
step-delete-deck = delete deck
step-add-deck = create deck
step-rename-deck = rename deck
step-deck = edit deck
step-options = deck options
step-custom-study = custom study
step-build = build filtered deck
step-empty = empty filtered deck
step-reset = reset card
step-due = set due date
step-other = last step

## Card info

info-title = Card info
info-added = Added
info-first-review = First review
info-latest-review = Latest review
info-due = Due
info-position = Position
info-interval = Interval
info-ease = Ease
info-reviews = Reviews
info-lapses = Lapses
info-average-time = Average time
info-total-time = Total time
info-stability = Stability
info-difficulty = Difficulty
info-retrievability = Retrievability
info-card-type = Card type
info-note-type = Note type
info-deck = Deck
info-preset = Options
info-card-id = Card number
info-note-id = Note number
info-head-date = Date
info-head-kind = Type
info-head-rating = Rating
info-head-interval = Interval
info-head-ease = Ease
info-head-time = Time
info-kind-learn = Learn
info-kind-review = Review
info-kind-relearn = Relearn
info-kind-filtered = Filtered
info-kind-manual = By hand
info-kind-rescheduled = Rescheduled
info-days = { $n ->
    [one] one day
   *[other] { $n } days
}
info-days-text = { $value } days
info-seconds = { $value } s
info-percent = { $value } %

## Custom study

custom-title = Custom study: { $deck }
custom-lead = More of this deck today, or a session beside it.
custom-more-new = More new cards today
custom-more-new-hint = { $n } new cards wait.
custom-more-reviews = More reviews today
custom-more-reviews-hint = { $n } reviews wait.
custom-forgotten = Review cards forgotten in the last days
custom-ahead = Review cards due in the coming days
custom-preview = Look at new cards added in the last days
custom-cram = Study by state of card or by tags
custom-cards = Cards
custom-days = Days
custom-which = Which cards
custom-which-new = New cards only
custom-which-due = Due cards only
custom-which-reviews = All review cards in random order
custom-which-all = All cards in random order, without changing when they are due
custom-with-tags = Only with one of these tags
custom-without-tags = Without these tags
custom-tags-hint = Several with spaces between. Empty: whatever the tags.
custom-start = Go
custom-extended = Today’s limit is raised.
refused-no-children = A filtered deck cannot have decks below it. Choose another one.
refused-no-cards = A filtered deck takes no cards of its own.
refused-gone = It is no longer there. Perhaps another device has removed it.
search-refused = The search cannot be understood: { $reason }
search-misplaced-and = “and” must stand between two searches.
search-misplaced-or = “or” must stand between two searches.
search-empty-group = there is nothing between the brackets.
search-unopened-group = a bracket is closed that was not opened.
search-unclosed-group = a bracket is not closed.
search-empty-quote = there is nothing between the quotes.
search-unclosed-quote = a quote is not closed.
search-missing-key = nothing stands before the colon.
search-unknown-escape = “{ $given }” has no meaning; write two backslashes for one.
search-unknown-state = there is no state “is:{ $given }”.
search-unknown-flag = flags are numbered from 0 to 7.
search-unknown-property = there is no property “prop:{ $given }”.
search-missing-comparison = “prop:{ $given }” needs one of = != < > <= >= and a value.
search-not-a-number = “{ $given }” in “{ $whole }” is not a number.
search-not-a-whole-number = “{ $given }” in “{ $whole }” is not a whole number.
search-not-a-count = “{ $given }” in “{ $whole }” is not a whole number from 0 on.
search-not-days-ago = “{ $given }” in “{ $whole }” is not a whole number up to 0.
search-not-a-button = “{ $given }” in “{ $whole }” is not an answer button; they are numbered from 1 to 4.
search-not-ids = “{ $given }:” takes numbers with commas between them.
search-half-a-duplicate = “dupe:” takes the number of a note type, a comma and a text.
search-too-long = it is too long.
search-too-deep = the brackets are nested too deeply.
refused-nothing-found = No cards fit, so there is nothing to study.
refused-not-filtered = This is not a filtered deck.
refused-session-taken = There is a deck named “Custom Study Session” that is not a filtered one. Rename it first.
## The life of an account: strength of passwords, another address, second factor, apps, leaving.
## Kept together in this one block, letters included.

strength-label = How hard it is to guess
strength-0 = Guessed at once
strength-1 = Easy to guess
strength-2 = Fair
strength-3 = Good
strength-4 = Very good
refused-password-leaked = This password has leaked somewhere, so others try it first. Choose another one, and change it wherever else you use it.
refused-password-weak = This password is easy to guess. Add a word or two that nobody expects.

check-title = Do our letters still reach you?
check-banner = Please confirm your email address: we have sent you a letter on { $day }.
check-banner-link = Read why
check-lead = On { $day } we sent a letter to { $email }. Follow the link in it.
check-why = Without letters nobody could help you with a forgotten password, and whoever has your old address could one day choose a new one.
check-until = If it is not followed by { $day }, the website asks for it before it shows anything else. Nothing is removed, and your apps go on syncing.
check-overdue = The website waits for it now. Nothing is removed, and your apps go on syncing.
check-again = Send the letter again
check-sent = The letter is on its way.
check-other-address = Use another address
check-confirm-lead = Our letter has reached you. Say so, and nothing changes.
check-confirm = Confirm my address
check-done = Your address is confirmed.

proof-title = Is it you?
proof-lead = What you are about to do matters, so enter your password once more. It counts for a quarter of an hour.
proof-submit = Continue
proof-code-hint = The code your authenticator app shows now, or one of your recovery codes.
refused-proof-stale = Some time has passed since you entered your password, so nothing was changed. Enter it once more.

account-safety-title = Logging in
account-safety-address = Email address
account-safety-address-change = Change
account-safety-address-change-label = Change the email address
account-safety-factor = Second factor
account-safety-factor-on = On. Logging in takes a code from your phone.
account-safety-factor-passkey = On. Logging in takes a passkey.
account-safety-factor-off = Off. Your password alone logs you in.
account-safety-factor-change = Change
account-safety-factor-change-label = Change the second factor
account-safety-apps = Device passwords
account-safety-apps-none = None. Apps log in with your password.
account-safety-apps-some = { $n ->
        [one] one
       *[other] { $n }
    }
account-safety-apps-needed = None yet. Your apps need one to log in.
account-safety-apps-change = Manage
account-safety-apps-change-label = Manage device passwords

email-title = Change your email address
email-lead = Now your account goes by { $address }.
email-how = We send a letter with a link to the new address. Nothing changes until the link is opened. The old address is told, too, and can take the change back for a week.
email-field = New email address
email-submit = Send the link
email-sent-title = Look in the new mailbox
email-sent = If { $address } can be used for this account, a letter with a link is on its way. Until you open it, you log in with the old address.
refused-email-same = This is the address you already have.
email-confirm-title = Confirm the new address
email-confirm-lead = One click, and your account goes by the address to which this link was sent. Apps stay logged in.
email-confirm-submit = Use this address
email-changed-title = Your address is changed
email-changed = From now on you log in with the new address. The old one was told.
email-dead-title = This link no longer works
email-dead = Links from our letters work once and only for a while. Ask for a new one on your account page.
email-return-title = Take the change back
email-return-lead = Your account goes by this old address again. Every browser and app is logged out, a second factor that was set up since is turned off, and the password is void: we send you a link to choose a new one.
email-return-submit = Take it back
email-returned-title = It is your address again
email-returned = Everybody is logged out, and the password no longer works. A letter with a link for choosing a new one is on its way.
email-return-dead = The change was taken back already, or more than a week has passed. If you cannot get into your account, write to the operator.

factor-title = Second factor
factor-lead = A code from your phone, beside the password. Whoever learns your password still cannot log in.
login-return-title = Lock everybody out
login-return-lead = Every browser and app is logged out. Passkeys, authenticator apps and recovery codes that were made since this letter are removed, your account goes by the address of this letter again, and the password is void: we send you a link to choose a new one.
login-return-submit = Lock everybody out
login-return-dead = This link was used already, or more than a week has passed. If you cannot get into your account, write to the operator.
login-returned-title = Everybody is locked out
factor-return-title = Take the second factor back
factor-return-lead = Passkeys and authenticator apps that were set up since this letter are removed, every browser and app is logged out, and the password is void: we send you a link to choose a new one.
factor-return-submit = Remove them
factor-returned-title = They are removed
factor-step-scan = Scan this with an authenticator app, such as Aegis, FreeOTP or the one built into your phone.
factor-step-type = If you cannot scan it, type this key into the app:
factor-step-code = Then enter the code that the app shows.
factor-qr-label = QR code for the authenticator app
factor-field = Code
factor-field-hint = Six digits.
factor-submit = Turn it on
factor-apps = Anki apps cannot ask for codes. Once it is on, each app that logs in anew needs a device password, which you make on your account page. Apps that are logged in stay logged in.
factor-is-on = It is on. Logging in takes a code from your authenticator app.
factor-codes-left = { $n ->
        [one] One recovery code is left.
       *[other] { $n } recovery codes are left.
    }
factor-codes-renew = Make new recovery codes
factor-off-title = Turning it off
factor-off-lead = Afterwards your password alone logs you in, in browsers and in apps.
factor-off-submit = Turn it off
factor-turned-off = The second factor is off.
factor-codes-title = Your recovery codes
factor-codes-lead = Each of these logs you in once when your phone is not at hand. Print them or write them down; they are shown only now. Earlier ones no longer work.
factor-codes-done = I have kept them
code-title = Your code
code-lead = Enter the code your authenticator app shows now.
code-field = Code
code-hint = No phone at hand? Enter one of your recovery codes.
code-submit = Log in
code-lead-passkey = Show your passkey, or enter one of your recovery codes.
code-field-recovery = Recovery code
code-hint-recovery = One of those you kept when you made your first passkey.
code-late = That took too long. Log in again.
refused-code-missing = Enter the code.
refused-code = This code does not fit. Codes work once and for half a minute; wait for the next one and try again.

passkeys-title = Passkeys
passkeys-lead = A passkey logs you in with your finger, your face or a PIN. Nothing has to be remembered, and nobody can talk you into giving it away.
passkeys-submit = Make a passkey
passkeys-first = Your first passkey is a second factor, too: your password alone then no longer logs you in, and Anki apps that log in anew need a device password. You get recovery codes for the day you lose the passkey.
passkeys-without = This browser makes no passkeys, or its scripts are turned off.
passkeys-impossible = Browsers make passkeys only for sites with a name and an encrypted connection. This site has none; ask whoever runs it.
passkeys-field = Name
passkeys-hint = Where it is kept, such as “Phone” or “Security key”.
passkeys-not-made = No passkey was made. It was called off, or there is one of yours on this device already.
passkeys-yours = Your passkeys
passkeys-remove = End
passkeys-remove-label = End the passkey { $name }
passkeys-added = The passkey is ready to log you in.
passkeys-removed = The passkey has ended. You can delete it from your device, too.
passkeys-full = There can be 20 passkeys. End one that you no longer use.
passkey-use = Use a passkey
passkey-not-shown = No passkey was shown. It was called off, or there is none for this site on this device.
refused-passkey = This passkey does not fit, or the page stood open for too long. Try again.
account-safety-passkeys-some = { $n ->
        [one] One passkey logs you in.
       *[other] { $n } passkeys log you in.
    }
account-safety-passkeys-none = None. With one you log in by finger, face or PIN.
account-safety-passkeys-change-label = Manage passkeys

apps-passwords-title = Device passwords
apps-passwords-lead = A password for one Anki app. It lets the app sync and opens nothing else, and you can end it at any time.
apps-passwords-needed = Your account has a second factor, so apps log in with a device password instead of your own.
apps-passwords-optional = Your account has no second factor, so apps may log in with your own password, too.
apps-passwords-field = For which device?
apps-passwords-hint = A name to tell it by, such as “Phone”.
apps-passwords-submit = Make a password
apps-passwords-made-title = Password for { $name }
apps-passwords-made = Enter it in the app, with the email address of your account. It is shown only now; spaces do not matter.
apps-passwords-made-done = Done
apps-passwords-none = You have made none yet.
apps-passwords-since = Made
apps-passwords-used = Last used
apps-passwords-never = not used yet
apps-passwords-revoke = End
apps-passwords-revoke-label = End the password for { $name }
apps-passwords-revoked = The password has ended, and the apps that logged in with it are logged out.
apps-passwords-full = There can be 50 device passwords. End one that you no longer use.
refused-name-missing = Give it a name.

leave-what-title = What goes
leave-what = Your collection with its earlier states, your media, your devices, your sessions, letters that wait, and your address.
leave-stays-title = What stays for a while
leave-stays = The log of requests holds the number of your account, and the log of letters your address, for 30 days at most. Backups that the operator makes expire within a month. If letters to your address came back, a fingerprint of the address stays, so that it is never written to again.
leave-week = You have a week to change your mind. Until then everything works as before, and one click keeps the account. Then it is removed, and you get a letter with a signed certificate that says what was removed.
leave-submit = Remove my account
leave-log-in = Log in to remove your account here.
leave-asked-title = Your account will be removed
leave-asked = On { $day } your account and everything in it is removed. Until then everything works as before.
leave-asked-keep = Keep my account
leave-kept = Your account stays. Nothing was removed.
leave-asked-said = We have noted that you want to leave. A letter with a way back is on its way.
keep-title = Keep your account
keep-lead = One click, and your account stays as it is.
keep-submit = Keep my account
keep-dead-title = This link no longer works
keep-dead = The account was kept already, or it has been removed.
keep-done-title = Your account stays
keep-done = Nothing was removed.
leave-number = Certificates of this server are signed with the key { $key }.

put-away-title = Your collection was put away
put-away-lead = This account was not used for a long time, so on { $day } its collection and media were put away. You can have them back until { $until }.
put-away-bring = Bring everything back
put-away-brought = Everything is back. At the next sync each app asks which side to keep: choose Download.
put-away-gone = It is no longer there.

refused-undeliverable = Letters to this address came back earlier, so we do not write to it any more. Use another address, or ask the operator to try it again.


letter-not-you-password = If it was not you, choose a new password at once:

letter-new-address-subject = Confirm your new address for { -fuda }
letter-new-address-lead = somebody, probably you, wants to use this address for an account at { $site }. Open this link to confirm it:
letter-new-address-not-you = If it was not you, do nothing. Nothing changes without the link.

letter-check-subject = Do our letters still reach you?
letter-check-lead = once in a while we make sure that letters about your account at { $site } reach you: without them a forgotten password could not be replaced. This link says that they do:
letter-check-effect = If it is not followed within { $days ->
        [one] one day
       *[other] { $days } days
    }, the website asks for it before it shows anything else. Nothing is removed, and your apps go on syncing.
letter-check-overdue = Until it is followed, the website asks for it before it shows anything else. Nothing is removed, and your apps go on syncing.
letter-check-life = The link works for { $days ->
        [one] one day
       *[other] { $days } days
    }.

letter-address-changed-subject = Your { -fuda } address was changed
letter-address-changed-lead = your account at { $site } goes by another address now. This is the last letter to this one.
letter-address-changed-not-you = If it was not you, take it back. For { $days ->
        [one] one day
       *[other] { $days } days
    } this link does it:
letter-address-changed-effect = It logs everybody out, makes the password void and sends you a link for a new one.

letter-factor-on-subject = Your { -fuda } account has a second factor now
letter-factor-on-lead = from now on logging in to your account at { $site } takes a code from your authenticator app beside the password. Keep your recovery codes in a safe place.
letter-factor-on-apps = Anki apps that log in anew need a device password. You make them here:
letter-factor-on-effect = It removes what was set up, logs everybody out, makes the password void and sends you a link for a new one.

letter-factor-off-subject = The second factor of your { -fuda } account is off
letter-factor-off-lead = from now on the password alone logs in to your account at { $site }.

letter-authenticator-off-subject = Your { -fuda } account takes no more codes
letter-authenticator-off-lead = from now on your account at { $site } takes no codes from an authenticator app. Your passkeys still log you in.

letter-passkey-on-subject = Your { -fuda } account has a new passkey
letter-passkey-on-lead = from now on a new passkey logs in to your account at { $site }.
letter-passkey-not-you = If it was not you, look at your passkeys and choose a new password at once:

letter-passkey-off-subject = A passkey of your { -fuda } account has ended
letter-passkey-off-lead = a passkey no longer logs in to your account at { $site }.

letter-recovery-used-subject = A recovery code was used for { -fuda }
letter-recovery-used-lead = somebody, probably you, logged in to your account at { $site } with a recovery code.
letter-recovery-used-left = { $n ->
        [0] None is left. Make new ones here:
        [one] One is left. You can make new ones here:
       *[other] { $n } are left. You can make new ones here:
    }

letter-log-in-effect = It logs everybody out, removes second factors that were set up since, makes the password void and sends you a link for a new one.
letter-log-in-subject = A new log-in to your { -fuda } account
letter-log-in-lead = somebody, probably you, logged in to your account at { $site } with a browser or an app, or from a network, that was not used for it lately.
letter-log-in-with = It was { $program } on { $system }.
letter-log-in-with-program = It was { $program }.
letter-log-in-unknown = It did not say which program it was.
letter-log-in-you = If it was you, there is nothing to do.
letter-log-in-not-you = If it was not you, lock everybody out. For { $days ->
        [one] one day
       *[other] { $days } days
    } this link does it:

letter-codes-renewed-subject = New recovery codes for your { -fuda } account
letter-codes-renewed-lead = the recovery codes of your account at { $site } were made anew. The earlier ones no longer work.

letter-app-refused-subject = Your Anki app needs a device password
letter-app-refused-lead = an app tried to log in to your account at { $site } with your password. Your account has a second factor, and apps cannot ask for its code, so the app was told that the password is wrong.
letter-app-refused-how = Make a device password here and enter it in the app instead of your own:
letter-app-refused-not-you = If it was not you, somebody knows your password. Choose a new one at once:

letter-removal-subject = Your { -fuda } account will be removed
letter-removal-lead = you asked for your account at { $site } to be removed. In { $days ->
        [one] one day
       *[other] { $days } days
    } the account is removed with everything in it.
letter-removal-keep = If you change your mind, or if it was not you, this link keeps the account:
letter-removal-effect = Until then everything works as before. Your cards stay in your Anki apps.

letter-kept-subject = Your { -fuda } account stays
letter-kept-lead = your account at { $site } is not removed. Everything is as it was.

letter-removed-certificate = What follows is a signed certificate. It says what was removed and what stays in logs and backups for how long. Anybody who has { -fuda } can check it with the command fuda verify-certificate and a file that holds this letter.

letter-unused-subject = Your { -fuda } collection will be put away in { $days ->
        [one] one day
       *[other] { $days } days
    }
letter-unused-lead = nobody has visited or synced your account at { $site } for { $days } days.
letter-unused-end = If it stays so, its collection and media are put away in { $days ->
        [one] one day
       *[other] { $days } days
    } to make room. The account itself stays.
letter-unused-keep = To keep everything, sync with any Anki app, or log in once:

letter-policy-subject = The privacy policy of { -fuda } has changed
letter-policy-lead = the privacy policy of { $site } has changed in a way that matters. What changed stands here:
letter-policy-effect = What is new is not done with your data before you have seen it. If you do not agree, you can take a copy of your data with you and have the account removed.

letter-copy-subject = The copy of your data is ready
letter-copy-lead = the copy of your data that you asked { $site } for is ready. Fetch it on the page of your data:
letter-copy-days = It lies there for { $days ->
        [one] one day
       *[other] { $days } days
    } and is then removed.
letter-copy-not-you = If it was not you who asked for it, choose another password at once.

letter-put-away-subject = Your { -fuda } collection was put away
letter-put-away-lead = your account at { $site } was not used for a long time, so its collection and media were put away.
letter-put-away-back = For { $days ->
        [one] one more day
       *[other] { $days } more days
    } you can have them back: log in and press one button.
letter-put-away-account = Your account stays. If an app of yours still has the cards, it can also upload them again.

## Options of a deck

options-title = Options of { $deck }
options-link = Options
options-preset = Preset
options-preset-used = { $n ->
    [one] { $name } (one deck)
   *[other] { $name } ({ $n } decks)
}
options-preset-show = Show
options-preset-name = Name of the preset
options-preset-shared = Decks with the same preset share these options. The limits “this deck” and “today” belong to this deck alone.
options-save = Save
options-save-children = Save to all subdecks
options-add = Save as a new preset
options-delete = Delete preset
options-optimise = Save and optimise this preset
options-optimise-all = Save and optimise all presets
options-evaluate = Save and evaluate
options-optimise-hint = Finding parameters from your answers takes a moment and goes on while you study.
options-fsrs-first = Turn FSRS on first: parameters belong to it.
options-health-check = Check how well FSRS fits me when optimising (slow)
options-time-to-optimise = Parameters were last looked for { $n } days ago. It is time to optimise again.
options-preset-new = Add a preset
options-preset-new-hint = It begins with the usual values and belongs to this deck. “Save as a new preset” below makes a copy instead.
options-preset-name-new = Name of the new preset
options-preset-new-name = New preset
options-preset-added = The preset is there, and this deck has it.
options-saved = The options are saved.
options-optimised = The parameters fit your answers now.
options-not-optimised = There are not enough answers yet to find better parameters.
options-invalid = { $field }: this value cannot be used.
options-limits = Daily limits
options-new-per-day = New cards a day
options-reviews-per-day = Reviews a day
options-new-deck = New cards a day, this deck
options-reviews-deck = Reviews a day, this deck
options-new-today = New cards, today only
options-reviews-today = Reviews, today only
options-limit-hint = Empty: as the preset says.
options-ignore-review-limit = New cards ignore the review limit
options-parent-limits = Limits start from the top
options-new-cards = New cards
options-learn-steps = Learning steps
options-steps-hint = With spaces between: 1m 10m 1d
options-graduating = Graduating interval, days
options-easy-interval = Easy interval, days
options-insert-order = Insertion order
options-insert-due = One after the other
options-insert-random = Random
options-lapses = Lapses
options-relearn-steps = Relearning steps
options-minimum-interval = Minimum interval, days
options-leech-threshold = Leech after so many lapses
options-leech-action = What happens to leeches
options-leech-suspend = Suspend the card
options-leech-tag = Tag the note only
options-order = Display order
options-gather = New cards are gathered
options-gather-deck = Deck by deck
options-gather-deck-random = Deck by deck, random notes
options-gather-lowest = By ascending position
options-gather-highest = By descending position
options-gather-notes = Random notes
options-gather-cards = Random cards
options-sort = New cards are sorted
options-sort-template = By card type, then as gathered
options-sort-none = As gathered
options-sort-template-random = By card type, then random
options-sort-note-template = Random note, then card type
options-sort-random = Random
options-new-mix = New cards and reviews
options-day-learning-mix = Learning over days and reviews
options-mix-mixed = Mixed
options-mix-after = After reviews
options-mix-before = Before reviews
options-review-order = Reviews are sorted
options-review-day = By due date, then random
options-review-day-deck = By due date, then deck
options-review-deck-day = By deck, then due date
options-review-ivl-up = By ascending interval
options-review-ivl-down = By descending interval
options-review-ease-up = By ascending ease
options-review-ease-down = By descending ease
options-review-recall-up = By ascending retrievability
options-review-recall-down = By descending retrievability
options-review-overdue = By relative overdueness
options-review-random = Random
options-review-added = By date added
options-review-added-down = By date added, newest first
options-fsrs = FSRS
options-fsrs-on = Schedule with FSRS (all presets)
options-retention = Desired retention
options-retention-hint = Between 0.70 and 0.99: how likely you want to know a card when it comes.
options-retention-deck = Desired retention, this deck
options-parameters = Parameters
options-parameters-hint = Found from your answers. Empty: the usual ones.
options-reschedule = Change due dates to match when saving
options-historical = Historical retention
options-ignore-before = Ignore answers before
options-ignore-before-hint = A date such as 2024-01-31, or empty.
options-search = Cards from which parameters are found
options-burying = Burying
options-bury-new = Bury new siblings until tomorrow
options-bury-reviews = Bury review siblings until tomorrow
options-bury-day-learning = Bury siblings learned over days until tomorrow
options-sounds = Sounds
options-no-autoplay = Sounds do not play by themselves
options-skip-question = Replaying an answer leaves the question out
options-timer = Timer
options-answer-max = Longest answer, seconds
options-show-timer = Show the timer
options-stop-timer = Stop the timer at the answer
options-advance = Auto advance
options-question-secs = Seconds to show the question
options-answer-secs = Seconds to show the answer
options-secs-hint = 0 waits for you.
options-wait = Wait for sounds
options-question-action = After the question
options-question-show = Show the answer
options-reminder = Remind me
options-answer-action = After the answer
options-answer-bury = Bury the card
options-answer-again = Again
options-answer-good = Good
options-answer-hard = Hard
options-easy-days = Easy days
options-easy-normal = Normal
options-easy-reduced = Reduced
options-easy-minimum = Minimum
options-monday = Monday
options-tuesday = Tuesday
options-wednesday = Wednesday
options-thursday = Thursday
options-friday = Friday
options-saturday = Saturday
options-sunday = Sunday
options-advanced = Advanced
options-maximum-interval = Longest interval, days
options-starting-ease = Starting ease
options-easy-bonus = Easy bonus
options-interval-modifier = Interval modifier
options-hard-interval = Hard interval
options-new-interval = New interval after a lapse
options-custom = Custom scheduling
options-custom-hint = JavaScript that changes the states of each card before you answer it, in all decks. Anki on the computer runs it, and so does this site, sealed off from everything else: without a page around it, and for two seconds at most.

## Languages

language-title = Language
language-lead = The language of these pages, of your letters, and of what the server says in your apps.
language-field = Language
language-save = Save
language-saved = These pages and your letters are in English now.

## Above the buttons while studying

label-seconds = { $amount }s
label-minutes = { $amount }m
label-hours = { $amount }h
label-days = { $amount }d
label-months = { $amount }mo
label-years = { $amount }y
label-end = (end)

## What the apps show in our name

sync-almost-put-away = Your account had not been used for a long time, and its cards were about to be put away. Now that you have synced, everything stays.
sync-put-away = Your account had not been used for a long time, so its cards and media were put away. You can have them back for 30 days: log in on the website. If this device has all your cards, you can also upload them again.
sync-collection-too-large = Your collection exceeds the size limit of this server. Nothing was changed on the server.
sync-collection-empty = The uploaded file was empty, so the collection on the server was left as it was. Please try again.
sync-collection-damaged = The uploaded collection is damaged, so the collection on the server was left as it was. Please use Tools > Check Database, then try again.
sync-collection-refused = The uploaded file is not a collection that this server accepts, so the collection on the server was left as it was.
sync-collection-slow = Checking the uploaded collection took too long, so the collection on the server was left as it was. Please try again later.
sync-collection-schema = The uploaded collection comes from a version of Anki that this server does not know, so the collection on the server was left as it was.
sync-account-disabled = This account has been disabled. Please write to the operator of this server.
sync-account-unverified = Please confirm your email address first: open the link in the letter you were sent.
sync-storage-full = The storage of your account is full. Please delete media you no longer need.
sync-disk-full = The disk of this server is full, so nothing was changed on it. Your cards and media are safe on this device. Please try again later.
sync-closed = Syncing is switched off for a while. Please try again later.
sync-policy-changed = The privacy policy of this server has changed. What changed stands on its website, under Privacy.
sync-client-old = This version of Anki is too old for this server. Please update Anki, then sync again.
sync-client-scheduler = Your collection uses a scheduler that this version of Anki does not know. Please update Anki, then sync again.
sync-client-timezones = Your collection uses a handling of time zones that this version of Anki does not know. Please update Anki, then sync again.

## Finding parameters, and the days to come

calculation-optimise-title = Finding parameters
calculation-evaluate-title = How well FSRS foretells
calculation-lead = This goes on by itself. You can study in the meantime and come back here.
calculation-look-again = Look again
calculation-stop = Stop
calculation-back = Back to the options
calculation-waiting = Others are calculating. Yours begins when there is room.
calculation-reading = Reading your answers.
calculation-working = Calculating.
calculation-part = Preset { $part } of { $all }: { $name }
calculation-writing = Writing down what was found. If a device syncs just now, this waits for it.
calculation-stopping = Stopping.
calculation-stopped = It was stopped. Nothing has changed.
calculation-broken = Something went wrong here, and nothing has changed. Whoever runs this server finds the reason in the log.
calculation-one-at-a-time = One thing at a time: this was still under way. Stop it or wait until it is done.
calculation-nothing-better = Nothing was changed.
calculation-better = { $n ->
    [one] Better parameters were found from one answer. Undo on the page of decks takes them back.
   *[other] Better parameters were found from { $n } answers. Undo on the page of decks takes them back.
}
calculation-already-best = The parameters are the best ones already.
calculation-no-answers = There are no answers to learn from.
calculation-overtaken = Better parameters were found, but this preset was changed in the meantime. It was left as it is; optimise again.
calculation-unusable = Nothing can be found with this preset's parameters. Empty the field with the parameters and try again.
calculation-healthy = FSRS fits the way you remember well.
calculation-unhealthy = FSRS has a hard time with the way you remember. Make sure you never press Hard when you have forgotten a card.
calculation-before = Parameters before
calculation-usual = The usual ones of FSRS.
calculation-after = Parameters now
calculation-fit-before = Fit before
calculation-fit-after = Fit now
calculation-fit = Log loss { $loss }, RMSE (bins) { $error } %
calculation-evaluated = { $name }: the present parameters were compared with { $n ->
    [one] one answer
   *[other] { $n } answers
}.
calculation-smaller-is-better = Smaller numbers mean that FSRS knows better what you remember.
forecast-title = Simulate the days to come
forecast-retentions-title = Compare desired retentions
forecast-lead = Your own cards and habits, carried on: what a change of options would mean. Nothing here changes anything.
forecast-begin = Simulate
forecast-compare = Compare all desired retentions
forecast-compare-hint = The comparison helps to decide on a desired retention: what each would cost, and what you would remember.
forecast-days-ahead = Days to simulate
forecast-extra = New cards in addition
forecast-suspends = Leeches are suspended
forecast-reviews = Reviews a day
forecast-minutes = Minutes a day
forecast-remembered = Cards remembered
forecast-remembered-end = Cards remembered at the end
forecast-gain = Cards gained per hour
forecast-when = When
forecast-day = Day { $day }
forecast-days = Day { $from } to { $to }
forecast-table = The same in figures, on average over each span
forecast-table-retentions = The same in figures, for each desired retention
forecast-too-much = That is too much at once: ask for fewer days or fewer new cards.
forecast-summary = From { $first } at the beginning to { $last } at the end; { $highest } at most.

## Older schedulers

upgrade-title = This collection uses an older scheduler
upgrade-lead = It was last studied with a version of Anki from before 2021. To study here, it must be upgraded, as in Anki: your cards, notes and history stay, and cards in learning keep their place.
upgrade-warning = This cannot be undone. All your devices download the collection once in full afterwards, so let them sync first, and update apps from before 2021.
upgrade-submit = Upgrade the collection
upgrade-done = The collection is upgraded. You can study now; sync your devices next, and choose “Download” there.
upgrade-first = This collection uses an older scheduler. Upgrade it on the page of decks first.

## Filtered decks

filtered-create = Create filtered deck
filtered-title = Options of { $deck }
filtered-new-title = New filtered deck
filtered-lead = A filtered deck borrows cards that a search finds, and gives them back when they are studied.
filtered-first = Cards
filtered-second = Second search
filtered-second-on = Also take cards of a second search
filtered-search = Search
filtered-limit = At most
filtered-order = In the order
filtered-order-oldest = Oldest seen first
filtered-order-random = Random
filtered-order-ivl-up = Increasing intervals
filtered-order-ivl-down = Decreasing intervals
filtered-order-lapses = Most lapses
filtered-order-added = Order added
filtered-order-due = Order due
filtered-order-added-down = Latest added first
filtered-order-recall-up = Ascending retrievability
filtered-order-recall-down = Descending retrievability
filtered-order-overdue = Relative overdueness
filtered-options = Options
filtered-reschedule = Reschedule cards based on my answers in this deck
filtered-preview = Without that: seconds until a card comes again
filtered-preview-hint = 0 gives the card back to its deck.
filtered-again = Again
filtered-hard = Hard
filtered-good = Good
filtered-may-be-empty = Make the deck even if no cards are found
filtered-build = Build
filtered-rebuild = Save and rebuild
filtered-saved = The deck is built.

## Preferences of studying

preferences-saved = The settings of studying are saved.
preferences-title = Settings of studying
preferences-lead = As in Anki's preferences: they belong to your collection and travel with it.
preferences-rollover = The next day starts, hours past midnight
preferences-learn-ahead = Learn ahead limit, minutes
preferences-timebox = Timebox, minutes
preferences-timebox-hint = After so long you are told how many cards you studied. 0: never.
preferences-remaining = Show how many cards remain
preferences-intervals = Show on the buttons when a card comes back
preferences-audio-buttons = Show play buttons on cards with sounds
preferences-interrupt = Stop sounds when a card is answered
preferences-remote = Load pictures and sounds from other websites into cards
preferences-remote-hint = Off, nobody else learns what you study or when. This concerns this website alone.
study-timebox = Cards studied: { $cards }. Minutes: { $minutes }.
study-timebox-title = Time for a break?
study-timebox-go-on = Go on
study-timebox-finish = Finish
study-settings = Settings of studying
study-day-over = A new day has begun.
study-voices = Voices of this browser:
study-voices-none = This browser has no voices.
template-front-problem = The front template has a problem:
template-back-problem = The back template has a problem:
template-more = More information
template-not-closed = “{ $tag }” is missing.
template-other-open = “{ $tag }” was found where “{ $wanted }” was expected.
template-not-open = “{ $tag }” was found, but neither “{ $one }” nor “{ $other }” before it.
template-no-field = “{ $tag }” was found, but there is no field “{ $field }”.
template-too-large = This card is too large to be shown.
template-no-question = This card has nothing on its front.
