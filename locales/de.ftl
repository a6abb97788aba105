# Deutsch. Die Quelle ist en.ftl; hier steht jede ihrer Botschaften.
#
# Ton: warm, schlicht, genau. Wir sagen du, klein geschrieben. Was geschehen ist und was als
# Nächstes zu tun ist. Keine Ausrufezeichen, kein „bitte“, wo eine Tatsache genügt.
#
# Ankis Wörter, wie die Apps sie sagen: Karte, Notiz, Notiztyp, Kartentyp, Stapel, Auswahlstapel,
# Stapelprofil (preset), Schlagwort (tag), Flagge, Wiederholung, Lernstufe, Fehlversuch (lapse),
# Lernbremse (leech), aufschieben (bury), ausschließen (suspend), Geschwisterkarte,
# Leichtigkeitsgrad (ease), Erinnerungsquote (retention).

-fuda = Fuda

language-name = Deutsch

## Rahmen

brand = { -fuda }
page-title = { $page } · { -fuda }
skip-to-content = Zum Inhalt
nav-site = Website
nav-footer = Über diese Website
nav-decks = Stapel
nav-connect = Verbinden
nav-account = Konto
nav-log-in = Anmelden
nav-sign-up = Registrieren
nav-log-out = Abmelden
footer-apps = Apps
footer-about = Über
footer-support = Hilfe
footer-terms = Bedingungen
footer-privacy = Datenschutz
footer-note = Freie Software für Lernende.
plain-http-banner = Diese Seite ist nicht verschlüsselt. Auf deinem eigenen Rechner oder im Heimnetz ist das in Ordnung; überall sonst frag den Betreiber nach einer https-Adresse.

## Startseite, für Besucher

home-title = Ein Zuhause für deine Anki-Sammlung
home-lead = { -fuda } hält deine Karten, deinen Lernverlauf und deine Medien auf Computer, Telefon und Tablet im Gleichschritt. Es spricht dieselbe Sprache wie AnkiWeb; die Anki-Apps, die du schon hast, funktionieren also unverändert.
home-point-sync-title = Deine Apps, unverändert
home-point-sync = Anki auf dem Computer von 2.1.28 bis heute, AnkiDroid und AnkiMobile: eine Adresse eingeben und anmelden.
home-point-safe-title = Sorgsam verwahrt
home-point-safe = Was der Server bestätigt hat, liegt auf der Platte. Frühere Stände deiner Sammlung bleiben 30 Tage, falls etwas schiefgeht.
home-point-quiet-title = Niemand schaut zu
home-point-quiet = Ein Cookie, damit du angemeldet bleibst. Keine Analyse, keine Werbung, nichts wird von anderswo geladen.
home-apps = Welche Apps funktionieren

## Registrieren

sign-up-title = Registrieren
sign-up-lead = Eine E-Mail-Adresse und ein Passwort, mehr braucht es nicht.
sign-up-invited = Du bist eingeladen. Wähle Adresse und Passwort, mit denen du dich anmelden möchtest.
sign-up-submit = Registrieren
sign-up-has-account = Schon ein Konto?
sign-up-terms = Mit der Registrierung stimmst du den Bedingungen dieses Servers zu.
sign-up-terms-link = Die Bedingungen lesen
sign-up-privacy-link = Was über dich gespeichert wird
sign-up-closed-title = Dieser Server nimmt keine neuen Mitglieder auf
sign-up-closed = Die Registrierung ist hier abgeschaltet. Wenn du meinst, dass dir ein Konto zusteht, schreib dem Betreiber.
sign-up-by-invitation-title = Mit Einladung
sign-up-by-invitation = Dieser Server nimmt neue Mitglieder auf Einladung auf. Hast du einen Einladungslink bekommen, öffne ihn, um dich zu registrieren. Wenn nicht, bitte den Betreiber um einen.
sign-up-bad-invitation = Diese Einladung wurde schon benutzt oder gilt nicht mehr. Lass dir eine neue geben.
sign-up-sent-title = Sieh in dein Postfach
sign-up-sent = Wenn { $address } für ein neues Konto verwendet werden kann, ist eine E-Mail mit einem Link unterwegs. Öffne den Link, um die Registrierung abzuschließen. In der E-Mail steht, wie lange er gilt.
sign-up-sent-hint = Nach ein paar Minuten noch nichts da? Sieh im Spam-Ordner nach, prüfe die Adresse auf Tippfehler und versuch es noch einmal.
sign-up-try-again = Noch einmal registrieren

## Adresse bestätigen

verify-title = Bestätige deine Adresse
verify-lead = Ein Klick, und dein Konto ist bereit.
verify-submit = Bestätigen und anmelden
verify-bad-link-title = Dieser Link gilt nicht mehr
verify-bad-link = Links aus unseren E-Mails gelten einmal und nur eine Weile. Ist deine Adresse schon bestätigt, kannst du dich einfach anmelden. Sonst registriere dich noch einmal, und wir schicken dir einen neuen.
verify-done = Deine Adresse ist bestätigt. Willkommen bei { -fuda }.

## An- und Abmelden

log-in-title = Anmelden
log-in-lead = Schön, dass du wieder da bist.
log-in-submit = Anmelden
log-in-no-account = Neu hier?
log-in-forgotten = Passwort vergessen?
log-in-first = Melde dich zuerst an, dann geht es dort weiter.
logged-out = Du bist abgemeldet.
logged-out-everywhere = Du bist überall abgemeldet, in diesem und allen anderen Browsern.

## Passwort vergessen

reset-title = Passwort vergessen
reset-lead = Gib die Adresse deines Kontos ein. Wir schicken dir einen Link, mit dem du ein neues Passwort wählst.
reset-submit = Link schicken
reset-sent-title = Sieh in dein Postfach
reset-sent = Wenn es für { $address } ein Konto gibt, ist eine E-Mail mit einem Link unterwegs. In der E-Mail steht, wie lange er gilt.
reset-remembered = Wieder eingefallen?
new-password-title = Wähle ein neues Passwort
new-password-lead = Danach sind alle Browser und alle Geräte abgemeldet. Melde dich auf jedem mit dem neuen Passwort wieder an.
new-password-submit = Neues Passwort speichern
new-password-bad-link-title = Dieser Link gilt nicht mehr
new-password-bad-link = Links für ein neues Passwort gelten einmal und nur kurze Zeit. Lass dir einen neuen schicken.
new-password-ask-again = Einen neuen Link anfordern
new-password-done = Dein neues Passwort ist gespeichert. Melde dich damit an.

## Felder

field-email = E-Mail-Adresse
field-email-hint = Wir schicken eine E-Mail, um zu prüfen, dass sie dir gehört.
field-password = Passwort
field-new-password = Neues Passwort
field-new-password-hint = Mindestens { $n } Zeichen. Länge schlägt Sonderzeichen, und ein Passwortmanager merkt es sich für dich.
field-current-password = Jetziges Passwort

## Ablehnungen: was nicht ging und was zu tun ist

refused-email-missing = Gib deine E-Mail-Adresse ein.
refused-email-bad = Das sieht nicht wie eine E-Mail-Adresse aus. Sie sollte aussehen wie name@example.org.
refused-password-missing = Gib dein Passwort ein.
refused-new-password-missing = Wähle ein Passwort.
refused-current-password-missing = Gib dein jetziges Passwort ein.
refused-link = Dieser Link gilt nicht mehr. Fordere einen neuen an.
refused-password-short = Dieses Passwort ist zu kurz. Nimm mindestens { $n } Zeichen.
refused-password-long = Dieses Passwort ist zu lang. Bis zu { $n } Bytes sind möglich.
refused-password-common = Dieses Passwort würde jeder mit als Erstes raten. Wähle ein anderes.
refused-password-same = Dieses Passwort hast du schon. Wähle ein anderes.
refused-sign-in = E-Mail-Adresse und Passwort passen nicht zusammen. Prüfe beide und versuch es noch einmal.
refused-current-password = Das ist nicht dein jetziges Passwort.
refused-unverified = Deine Adresse ist noch nicht bestätigt. Öffne den Link in der E-Mail, die wir dir geschickt haben. Ist sie weg, registriere dich mit derselben Adresse noch einmal, und wir schicken eine neue.
refused-disabled = Dieses Konto wurde vom Betreiber dieses Servers geschlossen.
refused-too-many = Es gab zu viele Fehlversuche. Warte { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } und versuch es noch einmal.
refused-busy = Gerade melden sich sehr viele Leute an. Versuch es in ein paar Sekunden noch einmal.
refused-forged = Dieses Formular kam von einer anderen Seite, deshalb wurde nichts geändert. Öffne die Seite hier und versuch es noch einmal.
refused-stale-session = Du wurdest inzwischen abgemeldet, deshalb wurde nichts geändert. Melde dich an und versuch es noch einmal.
refused-form-unreadable = Der Server konnte dieses Formular nicht lesen. Geh zurück, lade die Seite neu und versuch es noch einmal.
refused-plain-http = Zu deiner Sicherheit geht das Anmelden ohne Verschlüsselung nur auf deinem eigenen Rechner oder im Heimnetz. Nimm die https-Adresse dieses Servers.

## Anki verbinden

connect-title = Verbinde dein Anki
connect-lead = Gib diese Adresse in deinen Anki-Apps ein, synchronisiere und melde dich mit E-Mail-Adresse und Passwort deines Kontos an.
apps-title = Apps
connect-lead-visitor = Diese Apps funktionieren mit { -fuda }. Gib diese Adresse in ihnen ein, synchronisiere und melde dich mit deinem Konto an.
connect-address = Synchronisierungsadresse
connect-copy = Kopieren
connect-copied = Kopiert
connect-qr-title = Auf Telefon oder Tablet
connect-qr = Scanne das mit der Kamera und kopiere die Adresse in die App.
connect-qr-label = QR-Code der Synchronisierungsadresse
connect-empty = Noch wurde nichts synchronisiert. Deine erste Synchronisierung lädt die Sammlung von dem Gerät hoch, auf dem sie ist.
connect-first-sync-title = Die erste Synchronisierung
connect-first-sync = Beginne mit dem Gerät, auf dem deine Karten sind. Anki fragt vielleicht, welche Seite bleiben soll: Wähle dort „Zu AnkiWeb hochladen“. Auf allen anderen Geräten wähle „Von AnkiWeb herunterladen“. Die Apps sagen AnkiWeb, sprechen aber mit diesem Server.
connect-switch-title = Wenn du von AnkiWeb kommst
connect-switch = Synchronisiere jedes Gerät ein letztes Mal mit AnkiWeb, melde dich dort ab und gib dann die Adresse von oben ein. Deine Sammlung bei AnkiWeb bleibt, wie sie ist.

connect-desktop-title = Anki auf dem Computer
connect-desktop-versions = Windows, macOS, Linux · 2.1.57 und neuer
connect-desktop-step-1 = Öffne Extras → Einstellungen → Synchronisierung. Auf dem Mac: Anki → Einstellungen.
connect-desktop-step-2 = Bist du bei AnkiWeb angemeldet, wähle dort zuerst „Abmelden“.
connect-desktop-step-3 = Gib die Synchronisierungsadresse unter „Selbstgehosteter Synchronisierungsserver“ ein und schließ das Fenster.
connect-desktop-step-4 = Starte Anki neu, drück auf „Synchronisieren“ und melde dich mit E-Mail-Adresse und Passwort von { -fuda } an.

connect-older-title = Älteres Anki auf dem Computer
connect-older-versions = 2.1.28 bis 2.1.56
connect-older-lead = Diese Versionen lesen die Adresse aus zwei Umgebungsvariablen. Setze sie und starte Anki dann von derselben Stelle.
connect-older-linux = Linux und macOS, in einem Terminal
connect-older-windows = Windows, in einer Eingabeaufforderung
connect-older-step = Drück auf „Synchronisieren“ und melde dich mit E-Mail-Adresse und Passwort von { -fuda } an.

connect-droid-title = AnkiDroid
connect-droid-versions = Android · 2.16 und neuer
connect-droid-step-1 = Öffne Einstellungen → Synchronisation → Eigener Synchronisationsserver.
connect-droid-step-2 = Schalte ihn ein und gib die Synchronisierungsadresse als „Synchronisations-URL“ ein.
connect-droid-step-3 = Geh zurück zu Synchronisation, wähle „AnkiWeb-Konto“ und melde dich mit E-Mail-Adresse und Passwort von { -fuda } an.
connect-droid-older = AnkiDroid 2.15 und älter fragt nach zwei Adressen. Synchronisations-URL:
connect-droid-older-media = Synchronisations-URL für Medien:

connect-mobile-title = AnkiMobile
connect-mobile-versions = iPhone und iPad
connect-mobile-step-1 = Öffne Settings → Syncing → Custom sync server (AnkiMobile zeigt diese Namen auf Englisch).
connect-mobile-step-2 = Gib die Synchronisierungsadresse ein. Steht der Server in deinem Heimnetz, erlaube AnkiMobile auf Nachfrage des Systems, Geräte im lokalen Netzwerk zu finden.
connect-mobile-step-3 = Drück auf den Synchronisieren-Knopf und melde dich mit E-Mail-Adresse und Passwort von { -fuda } an.
connect-this-machine = Diese Adresse funktioniert nur auf diesem Computer. Damit ein Telefon oder ein anderer Computer sich verbinden kann, trägt der Betreiber die Adresse ein, unter der sie diesen Server erreichen (web.base_url in den Einstellungen).
connect-not-encrypted = Diese Adresse ist nicht verschlüsselt. Manche Versionen der mobilen Apps nehmen nur Adressen an, die mit https beginnen.

## Konto

account-title = Dein Konto
account-signed-in-as = Angemeldet als { $address }
account-storage-title = Speicher
account-storage-used = { $size } belegt
account-storage-collection = Sammlung
account-storage-media = Medien
account-storage-media-files = { $n ->
        [one] eine Datei
       *[other] { $n } Dateien
    }
account-storage-picture = Sammlung { $collection }, Medien { $media }
account-storage-unavailable = Der Betreiber kümmert sich gerade um deine Sammlung, deshalb lässt sich ihre Größe nicht zeigen. Es wurde nichts entfernt.
account-counts = { $notes ->
        [one] eine Notiz
       *[other] { $notes } Notizen
    }, { $cards ->
        [one] eine Karte
       *[other] { $cards } Karten
    }, { $reviews ->
        [one] eine Wiederholung
       *[other] { $reviews } Wiederholungen
    }
account-devices-title = Geräte
account-devices-lead = Die Anki-Apps, die in deinem Konto angemeldet sind.
account-devices-none = Noch hat sich keine App angemeldet.
account-devices-connect = Verbinde dein Anki
device-unknown = Unbekannte App
device-first-sync = Erste Synchronisierung
device-last-sync = Letzte Synchronisierung
device-logged-in = Angemeldet
device-revoke = Abmelden
device-revoke-label = { $device } abmelden
device-revoked = Das Gerät ist abgemeldet. Bei der nächsten Synchronisierung fragt es nach deinem Passwort.
device-already-gone = Dieses Gerät war schon abgemeldet.
account-password-title = Passwort
account-password-lead = Wenn du es änderst, werden alle anderen Browser und alle Geräte abgemeldet.
account-password-submit = Passwort ändern
account-password-changed = Dein Passwort ist geändert. Alle anderen Browser und alle Geräte sind abgemeldet.
account-sessions-title = Dieser und andere Browser
account-sessions-lead = Die Browser, die in deinem Konto angemeldet sind. Anki-Apps bleiben angemeldet, wenn du Browser abmeldest; sie stehen oben unter Geräte.
browser-on = { $program } unter { $system }
browser-unknown = Unbekannter Browser
session-this = Dieser Browser
session-last-seen = Zuletzt gesehen
session-revoke-label = { $browser } abmelden
session-revoked = Der Browser ist abgemeldet.
session-already-gone = Dieser Browser war schon abgemeldet.
session-others-revoked = Alle anderen Browser sind abgemeldet.
account-log-out-others = Alle anderen abmelden
account-log-out-everywhere = Überall abmelden
account-leave-title = Weggehen
account-leave = Du kannst dein Konto mit allem darin entfernen lassen.
account-leave-link = So gehst du

leave-title = Dein Konto entfernen
leave-lead = Dein Konto, deine Sammlung, ihre früheren Stände und deine Medien können alle von diesem Server entfernt werden.
leave-keep = Deine Karten bleiben in deinen Anki-Apps. Öffne eine davon, bevor du gehst, und synchronisiere noch einmal, damit sie alles hat.

## Über

about-title = Über
about-lead = { -fuda } ist ein Synchronisierungsserver für Anki, das Karteikartenprogramm. Eine Fuda (札) ist eine Karte: das Holztäfelchen, die Spielkarte, der Zettel mit einem Wort darauf.
about-what-title = Was es heute kann
about-what = Es verwahrt deine Sammlung: Notizen, Karten, Stapel, Einstellungen, Lernverlauf, Bilder und Töne. Die Anki-Apps synchronisieren damit genauso wie mit AnkiWeb, und wo es keine App gibt, lernst du auf dieser Website.
about-who-title = Wer es betreibt
about-who = Dieser Server wird betrieben von { $operator }.
about-who-unnamed = Der Betreiber dieses Servers hat keinen Namen hinterlassen. Seine Adresse hast du vermutlich von der Person, die ihn betreibt.
about-free-title = Freie Software
about-free = { -fuda } ist freie Software unter der GNU Affero General Public License, Version 3 oder später. Du darfst es betreiben, lesen, ändern und weitergeben.
about-source = Den Quelltext lesen
about-source-ask = Der Betreiber dieses Servers schuldet dir seinen Quelltext. Frag danach.
about-anki = Anki wird von anderen gemacht. { -fuda } gehört nicht zu Anki oder AnkiWeb und wird nicht von ihnen empfohlen.
about-version = Version { $version }

## Zustand

status-title = Zustand
status-runs = Dieser Server läuft.
status-logs-title = Protokolle
status-logs-well = Adressen im Protokoll der Anfragen werden nach 7 Tagen gekürzt, Zeilen sind nach 30 weg. Beides geschah rechtzeitig.
status-logs-overdue = Ein Protokoll enthält mehr, als es jetzt darf: Adressen sollten nach 7 Tagen gekürzt, Zeilen nach 30 weg sein. Der Betreiber sieht, warum.
status-backups-title = Sicherungen
status-backups-none = Dieser Server macht selbst keine Sicherungen. Frag den Betreiber, wie deine Daten gesichert werden.
status-backups-made = Letzte Sicherung: { $day }.
status-backups-missed = Letzte vollständige Sicherung: { $day }. Eine neuere fehlt; der Betreiber sieht, warum.
status-backups-never = Noch konnte keine Sicherung gemacht werden. Der Betreiber sieht, warum.
status-rehearsal-never = Ob sich eine Sicherung zurückspielen lässt, wurde noch nicht probiert.
status-rehearsal-well = Letzte Probe, ob sie sich zurückspielen lässt: { $day }. Alles war da.
status-rehearsal-failed = Letzte Probe, ob sie sich zurückspielen lässt: { $day }. Nicht alles war da. Der Betreiber sieht, warum.

setup-title = Diesen Server einrichten
setup-lead = Nur du siehst diese Seite: Dein Konto entstand mit dem Link vom ersten Start.
setup-checklist = Was noch nicht stimmt
setup-checklist-lead = Dasselbe sagt der Befehl „fuda doctor“ auf dem Server.
setup-well = In Ordnung.
setup-trouble = Zu tun.
setup-letter = Kommen E-Mails an?
setup-letter-lead = Eine E-Mail an { $email } zeigt es. Ohne Mailserver liegt sie im Ordner outbox.
setup-letter-submit = Schick mir eine E-Mail
setup-letter-sent = Eine E-Mail an dich ist unterwegs.
setup-settings = Einstellungen
setup-settings-lead = Sie gelten ab dem nächsten Start des Servers. Alle anderen stehen in der Einstellungsdatei.
setup-fixed = Das steht in der Einstellungsdatei oder in der Umgebung, und die zählen mehr als diese Seite.
setup-base-url = Adresse dieser Website
setup-base-url-hint = So, wie Menschen und Apps sie erreichen, etwa https://anki.example.org.
setup-operator = Wer sie betreibt
setup-operator-hint = Genannt auf den Seiten Über, Bedingungen und Datenschutz. Eine spätere Änderung wird den Mitgliedern zuerst angekündigt.
setup-contact = Wie du erreichbar bist
setup-contact-hint = Eine E-Mail- oder Webadresse, für die Mitglieder.
setup-location = Wo der Server steht
setup-location-hint = Für die Datenschutzseite, etwa Linz, Österreich.
setup-registration = Wer sich registrieren darf
setup-registration-hint = invite: mit einem Link von dir; open: alle; closed: niemand.
setup-mail-from = Absender der E-Mails
setup-mail-from-hint = Etwa Fuda <fuda@example.org>.
setup-mail-host = Mailserver
setup-mail-host-hint = Leer: E-Mails werden in den Ordner outbox geschrieben.
setup-mail-port = Sein Port
setup-mail-tls = Verschlüsselung zu ihm
setup-mail-tls-hint = starttls gehört zu Port 587, tls zu Port 465.
setup-mail-user = Benutzer beim Mailserver
setup-mail-password = Passwort beim Mailserver
setup-mail-password-hint = Es wird in eine eigene Datei geschrieben und nie gezeigt. Leer: wie bisher.
setup-submit = Für den nächsten Start aufheben
setup-kept = Aufgehoben. Starte den Server neu, dann gilt es.
setup-tls = Verschlüsselung wird in der Einstellungsdatei unter doorway.tls eingestellt: ein Zertifikat von dir oder eines, das dieser Server selbst bestellt. Das Handbuch für Betreiber sagt, wie.

in-use-title = Apps im Gebrauch
in-use-lead = Welche Apps und Systeme mit diesem Server benutzt werden. Gezählt wird einmal am Tag, niemand wird genannt, und eine Gruppe von weniger als { $least } wird nie für sich gezeigt.
in-use-drawn = Gezählt: { $day }.
in-use-apps-title = Apps, die synchronisieren
in-use-apps = Jedes Mitglied, das in den letzten 30 Tagen synchronisiert hat, zählt einmal, mit der zuletzt benutzten App.
in-use-installations-title = Installationen von Anki
in-use-installations = Wo Anki auf dem Computer diesen Server fragt, ob es eine neuere Version gibt, zählt es einmal, wenn es in den letzten 30 Tagen gefragt hat. Erkannt wird es an einer eigenen Zufallszahl, von der nur ein Fingerabdruck mit Schlüssel aufgehoben wird; kein Konto und keine Adresse stehen daneben.
in-use-versions = Nach Version
in-use-systems = Nach System
in-use-name = Gruppe
in-use-count = Anzahl
in-use-others = Andere
in-use-too-few = Zu wenige, um gezeigt zu werden.

## Hilfe

support-title = Hilfe
support-lead = Die meisten Fragen sind hier in einer Minute beantwortet. Für den Rest gibt es einen Menschen.
support-contact-title = Schreib uns
support-contact = Der Betreiber dieses Servers antwortet unter
support-contact-none = Der Betreiber dieses Servers hat keine Adresse hinterlassen. Frag die Person, die dir davon erzählt hat.
support-contact-hint = Schreib, welche App in welcher Version du benutzt, was du getan hast und was die App gesagt hat. Schick nie dein Passwort; niemand hier wird danach fragen.
support-q-login = Die App sagt, E-Mail-Adresse oder Passwort seien falsch
support-a-login = Probier dieselbe E-Mail-Adresse und dasselbe Passwort zuerst auf dieser Website. Gehen sie hier, sieh dir die Synchronisierungsadresse in der App an: Ist sie falsch, fragt die App AnkiWeb, und das kennt dich nicht.
support-q-which = Die App fragt, ob sie hochladen oder herunterladen soll
support-a-which = Das fragt sie, wenn sich beide Seiten nicht mehr zusammenführen lassen, und beim allerersten Mal. Hochladen behält, was auf dem Gerät ist; herunterladen behält, was auf dem Server ist. Wenn du unsicher bist, mach zuerst eine Sicherung in der App.
support-q-wrong = Ich habe die falsche Seite gewählt
support-a-wrong = Synchronisiere das Gerät nicht noch einmal. Der Server hebt frühere Stände einer Sammlung 30 Tage auf, und der Betreiber kann einen zurückholen.
support-q-device = Die App lehnt ein Passwort ab, das diese Website annimmt
support-a-device = Dein Konto hat einen zweiten Faktor. Apps können nicht nach Codes fragen, deshalb kommen sie mit eigenen Passwörtern herein: Erstelle eines auf deiner Kontoseite, unter Gerätepasswörter.
support-q-letter = Es kommt keine E-Mail an
support-a-letter = Sieh im Spam-Ordner nach und prüfe die Adresse auf Tippfehler. E-Mails von diesem Server enthalten nie Bilder oder Werbung.
support-connect = So verbindest du eine App

## Bedingungen

terms-title = Bedingungen
terms-lead = Kurz, damit man sie lesen kann. Lies sie zusammen mit der Datenschutzseite.
terms-privacy-link = Datenschutzseite
terms-account-title = Dein Konto
terms-account = Du brauchst eine E-Mail-Adresse, unter der du erreichbar bist. Behalte dein Passwort für dich und benutze es nirgends sonst. Was mit deinem Konto geschieht, verantwortest du.
terms-content-title = Deine Karten
terms-content = Was du hier speicherst, bleibt deins. Der Server kopiert es nur, um es zu sichern und deinen eigenen Geräten zurückzugeben. Speichere nichts, was du nicht haben darfst.
terms-fair-title = Fairer Gebrauch
terms-fair = Versuch nicht, dem Server oder den Menschen, die ihn benutzen, zu schaden. Der Betreiber darf Konten schließen, die das tun.
terms-service-title = Keine Versprechen, die sich nicht halten lassen
terms-service = Der Server wird angeboten, wie er ist. Der Betreiber bemüht sich, dass er läuft und deine Daten sicher sind, kann aber nicht versprechen, dass nie etwas schiefgeht. Behalte Sicherungen; die Anki-Apps machen sie für dich.
terms-end-title = Weggehen
terms-end = Du kannst jederzeit gehen, und der Betreiber kann den Dienst mit Ankündigung beenden. Deine Karten bleiben in deinen Apps.
terms-contact-title = Kontakt
terms-contact = Fragen zu diesen Bedingungen gehen an
terms-contact-none = Fragen zu diesen Bedingungen gehen an die Person, die diesen Server betreibt.

## Datenschutz

privacy-title = Datenschutz
privacy-lead = Diese Seite sagt, was dieser Server über dich speichert, warum und wie lange. Sie entsteht aus den laufenden Einstellungen und aus der Liste der Daten im Programm; sie sagt also, was ist. Lies sie zusammen mit den Bedingungen.
privacy-terms-link = Bedingungen
privacy-controller-title = Wer verantwortlich ist
privacy-controller = Verantwortlich für diesen Server: { $name }.
privacy-controller-address = Anschrift: { $address }.
privacy-controller-officer = Datenschutzbeauftragte Person: { $officer }.
privacy-controller-none = Der Betreiber hat nicht gesagt, wer verantwortlich ist. Frag die Person, die dir von diesem Server erzählt hat.
privacy-successor = Am { $day } geht die Verantwortung über an { $name }, { $address }. Alles hier Versprochene bleibt versprochen. Bis dahin kannst du eine Kopie deiner Daten mitnehmen und das Konto entfernen lassen; von Konten, die bis dahin entfernt sind, wird nichts weitergegeben.
privacy-email-title = Deine E-Mail-Adresse
privacy-email = Zum Registrieren brauchst du eine Adresse, die funktioniert. Sie dient zum Anmelden und für E-Mails über dein Konto: um die Adresse zu bestätigen, um ein neues Passwort zu wählen, um eine andere Adresse zu bestätigen und um dir zu sagen, wenn am Anmelden etwas geändert wurde, wenn sich jemand mit einem Browser oder einer App oder aus einem Netz angemeldet hat, die du in letzter Zeit nicht benutzt hast, wenn sich jemand mit deiner Adresse registrieren wollte, wenn eine Kopie deiner Daten bereitliegt, wenn sich diese Erklärung ändert, wenn das Konto lange nicht benutzt wurde und wenn es geschlossen oder entfernt wurde. Es gibt keinen Newsletter, und E-Mails enthalten keine Bilder und keine Nachverfolgung.
privacy-password-title = Dein Passwort
privacy-password = Es wird nie gespeichert. Der Server behält einen langsamen, gesalzenen Fingerabdruck davon (Argon2id), aus dem es sich nicht zurücklesen lässt. Nimm eines, das du nirgends sonst benutzt, am besten aus einem Passwortmanager.
privacy-cards-title = Deine Karten
privacy-cards = Die Notizen, Karten, Einstellungen, der Lernverlauf und die Medien, die deine Apps schicken oder die du auf der Website hinzufügst, werden gespeichert, damit deine Geräte sie abholen können. Andere Mitglieder sehen sie nicht. Wer den Server betreibt, hat Zugriff auf seine Platten und könnte also hineinsehen; Karten sind nicht gegen den Betreiber verschlüsselt.
privacy-earlier = Wenn sich etwas ändert, wird der frühere Stand { $days } Tage aufgehoben, damit sich Fehler rückgängig machen lassen. Danach wird er entfernt.
privacy-backups = Sicherungen sind verschlüsselt, deine Daten mit einem eigenen Schlüssel, und werden { $days } Tage aufgehoben. Wird dein Konto entfernt, dann auch dieser Schlüssel: Nach { $keydays } Tagen lässt sich in keiner davon mehr etwas von dir lesen.
privacy-no-backups = Dieser Server macht selbst keine Sicherungen.
privacy-own-copy = Kein System ist vollkommen sicher. Behalte eine eigene Kopie: mit „Exportieren“ in den Anki-Apps oder von der Seite deiner Daten.
privacy-devices-title = Deine Geräte
privacy-devices = Wenn eine App sich anmeldet und synchronisiert, vermerkt der Server das Programm, seine Version, das System, auf dem es läuft, und die erste und letzte Synchronisierung, und zeigt sie auf deiner Kontoseite. Gezählt werden sie auch, ohne Personen. Einer App, die zu alt ist, wird das gesagt. Der Schlüssel, der die App angemeldet hält, wird nur als Fingerabdruck gespeichert und endet, wenn du das Gerät abmeldest. Wenn du dich mit einem Browser anmeldest, vermerkt der Server, welcher Browser und welches System es ist, und zeigt beides auf deiner Kontoseite, solange er angemeldet bleibt. Damit du von einer Anmeldung mit einem Browser oder einer App oder aus einem Netz erfährst, die du in letzter Zeit nicht benutzt hast, werden Fingerabdrücke davon bis 210 Tage nach der letzten Anmeldung damit behalten; von einer Netzwerkadresse geht nur der Teil hinein, den die Protokolle nach einer Woche behalten.
privacy-versions-title = Versionsabfragen
privacy-versions = Wenn Anki auf einem Computer startet, auf dem dieser Server eingestellt ist, fragt es, ob es eine neuere Version gibt, und nennt seine Version, das System und eine Zahl, die es sich beim ersten Start zufällig ausgedacht hat. Version und System werden neben einem Fingerabdruck dieser Zahl und dem Tag vermerkt, um Installationen zu zählen; kein Konto und keine Adresse wird dabei vermerkt. Was { $days } Tage lang nicht zu sehen war, wird entfernt.
privacy-cookies-title = Cookies
privacy-cookies = Wenn du dich anmeldest, hält dich ein Cookie angemeldet und verbindet, was du tust, mit deinem Konto. Es endet, wenn du dich abmeldest, nach 30 Tagen ohne Besuch oder nach 180 Tagen. Vor dem Anmelden wird nichts gesetzt. Es gibt keine Analyse, und keine Seite lädt etwas von einem anderen Server. Cookies von anderen, die dein Browser vielleicht mitschickt, werden nicht beachtet.
privacy-logs-title = Protokolle
privacy-logs = Jede Anfrage wird vermerkt mit Datum und Uhrzeit, Netzwerkadresse, Browser oder App samt Version, der Seite und der Seite, von der du kamst, und der Nummer deines Kontos, wenn du angemeldet bist. Das dient dazu, den Server zu schützen, Fehler zu finden, die Nutzung zu zählen und zu helfen. Ein zweites Protokoll vermerkt E-Mails mit ihrer Adresse. Adressen werden nach einer Woche gekürzt, und beide Protokolle löschen sich nach { $days } Tagen.
privacy-limits-title = Fehlgeschlagene Anmeldungen
privacy-limits = Damit niemand Passwörter durchprobiert, werden fehlgeschlagene Anmeldungen für kurze Zeit nach Konto und nach Netzwerkadresse gezählt.
privacy-statistics-title = Statistik
privacy-statistics = Einmal am Tag werden Summen über Lernverlauf und Einstellungen aller Mitglieder gebildet, etwa die durchschnittliche Erfolgsquote. Das Programm, das dies tut, kann Karten, Namen und Medien nicht lesen; eine Zahl, die weniger als { $members } Mitglieder teilen, wird nicht gezeigt; nichts darin führt zu jemandem zurück. Du kannst unten widersprechen.
privacy-sharing-title = Wer noch
privacy-sharing = Der Server gibt nichts weiter. Nichts wird verkauft, und niemand sonst verwendet deine Daten.
privacy-sharing-list = Für den Betreiber arbeiten mit den Daten:
privacy-sharing-mail = E-Mails gehen über { $provider }. Dort kommen Adresse, Betreff und Text jeder E-Mail an.
privacy-sharing-no-mail = Dieser Server hat keinen Mailserver: Seine E-Mails gibt der Betreiber weiter.
privacy-basis-title = Was es erlaubt
privacy-basis = Daten, die du uns gibst, etwa deine Adresse und deine Karten, werden für das gebraucht, worum du gebeten hast: ein Vertrag (Artikel 6 Absatz 1 Buchstabe b der Datenschutz-Grundverordnung). Statistik und Protokolle beruhen darauf und auf einem berechtigten Interesse (f), den Dienst sicher zu halten und zu verbessern. Konten zu entfernen, dir eine Kopie zu geben und zu vermerken, wem welche Erklärung mitgeteilt wurde, verlangt das Gesetz (c). Die Liste der Daten sagt es Stück für Stück.
privacy-location-title = Wo
privacy-location = Die Daten liegen in: { $location }.
privacy-location-backups = Sicherungen liegen in: { $location }.
privacy-location-unknown = Der Betreiber hat nicht gesagt, wo der Server steht. Frag, wenn es dir wichtig ist.
privacy-location-caches = Nur was alle sehen dürfen, darf unterwegs zwischengespeichert werden. Was dir gehört, nie.
privacy-rights-title = Deine Rechte
privacy-rights = Auf der Kontoseite siehst du, was dein Konto enthält; du kannst eine Kopie von allem mitnehmen, deine Adresse berichtigen, der Statistik widersprechen und das Konto entfernen lassen. Du kannst dich bei der Datenschutzbehörde an deinem Wohnort beschweren.
privacy-rights-data-link = Deine Daten
privacy-changes-title = Änderungen
privacy-changes = Ändert sich diese Erklärung so, dass es etwas ausmacht, erfährst du es auf dieser Website, von deinen Apps bei der nächsten Synchronisierung und per E-Mail. Was neu ist, geschieht mit deinen Daten nicht, bevor du es gesehen hast. Jede Version bleibt lesbar.
privacy-transfer-title = Wenn jemand anderes übernimmt
privacy-transfer = Geht der Dienst an jemand anderen über, erfährst du es mindestens { $days } Tage vorher und kannst zuerst deine Daten mitnehmen und das Konto entfernen lassen. Wer übernimmt, ist an diese Erklärung gebunden.
privacy-contact-title = Kontakt
privacy-contact-at = Fragen zu deinen Daten gehen an
privacy-contact-none = Der Betreiber hat keine Adresse hinterlassen. Frag die Person, die dir von diesem Server erzählt hat.

privacy-purpose-account = Dich hereinlassen und sonst niemanden
privacy-purpose-letters = E-Mails über dein Konto
privacy-purpose-cards = Deine Karten, Medien und Wiederholungen, für deine Geräte
privacy-purpose-undo = Frühere Stände, um einen Fehler rückgängig zu machen
privacy-purpose-loss = Sicherungen, um den Dienst nach einem Verlust zurückzubekommen
privacy-purpose-devices = Welche App wann benutzt wurde: für dich und für die Hilfe
privacy-purpose-diagnosis = Sicherheit, Fehlersuche, Zählen der Nutzung, Hilfe
privacy-purpose-unused = Einlagern, was niemand benutzt
privacy-purpose-removal = Konten entfernen und entfernt halten
privacy-purpose-bounces = Adressen, die E-Mails nicht erreichen, nicht mehr schreiben
privacy-purpose-statistics = Summen über die Wiederholungen vieler
privacy-purpose-policy = Wem welche Version dieser Erklärung mitgeteilt wurde
privacy-purpose-copy = Eine Kopie von allem, für dich
privacy-purpose-installations = Wie viele Installationen es gibt und auf welchen Systemen

policy-register-link = Alle Daten, Stück für Stück
policy-history-link = Frühere Versionen
policy-updated = Version { $version }, zuletzt geändert: { $day }.
proof-swept = Zuletzt geprüft: { $day }. Der älteste Eintrag: { $oldest }.
proof-empty = Zuletzt geprüft: { $day }. Es ist nichts da.
proof-late = Zuletzt geprüft: { $day }. Etwas ist älter, als es sein darf. Der Betreiber weiß Bescheid.
proof-never = Noch nicht geprüft.
proof-backup = Letzte Sicherung: { $day }.
proof-rehearsal = Zuletzt zur Probe zurückgespielt: { $day }.
proof-letters = Die Mitglieder haben es zuletzt erfahren: { $day }.

register-title = Alle Daten, Stück für Stück
register-lead = Jeder Ort, an dem dieser Server etwas über Menschen aufhebt: wofür, was es erlaubt, wie lange und was daraus wird. Ein Ort, der hier fehlt, lässt eine Prüfung des Programms scheitern.
register-back = Datenschutz
register-column-data = Daten
register-column-about = Über
register-column-kept = Aufgehoben
register-column-removed = Wenn ein Konto entfernt wird
register-column-copy = In deiner Kopie
register-column-place = Ort
register-basis = Erlaubt durch { $basis }
register-basis-contract = Vertrag
register-basis-law = Gesetz
register-basis-interest = berechtigtes Interesse
register-class-content = was geschrieben, aufgenommen, geantwortet wurde
register-class-identity = wer es ist
register-class-network = woher eine Anfrage kam
register-class-credential = was jemanden hereinlässt
register-class-activity = was wann benutzt wurde
register-class-record = was vereinbart oder getan wurde
register-subject-member = Mitglieder
register-subject-applicant = wer sich gerade registriert
register-subject-visitor = Besucher
register-subject-addressee = wem E-Mails gelten
register-kept-with-account = solange es das Konto gibt
register-kept-days = { $n ->
    [one] höchstens { $n } Tag
   *[other] höchstens { $n } Tage
}
register-kept-until-lifted = bis es aufgehoben wird; es nennt kein Konto
register-removed-with-account = geht mit
register-removed-by-age = geht mit dem Alter
register-removed-key-first = sein Schlüssel geht sofort
register-removed-stays = bleibt
register-copy-given = ja
register-copy-package = ja, als Anki-Paket
register-copy-withheld = nein
register-region-data = Server
register-region-backups = Sicherungen

history-title = Versionen dieser Erklärung
history-lead = Was versprochen war und was sich wann geändert hat.
history-version = Version { $version }, { $day }
history-significant = Die Mitglieder wurden benachrichtigt.
history-insignificant = Der Sinn hat sich nicht geändert.
history-first = Die erste Version.
history-changes = Was sich geändert hat
history-text = Der ganze Text
history-hash = Fingerabdruck: { $hash }

data-title = Deine Daten
data-lead = Alles, was dieser Server von dir aufhebt, zum Mitnehmen.
data-copies-title = Kopien
data-everything = Alles
data-everything-lead = Deine Sammlung mit ihren Medien und was daneben bekannt ist: Konto, Geräte, Sitzungen, Protokollzeilen, E-Mails, was dir von dieser Erklärung mitgeteilt wurde. Lesbare Dateien und ein Paket, das Anki öffnet.
data-everything-ask = Kopie von allem erstellen
data-collection = Sammlung
data-collection-lead = Karten, Lernverlauf und Medien als ein Paket. Öffne es mit „Importieren“ in Anki.
data-collection-ask = Paket der Sammlung erstellen
data-packing = { $n ->
    [one] In Arbeit: { $n } Datei von { $all } ist verpackt.
   *[other] In Arbeit: { $n } Dateien von { $all } sind verpackt.
}
data-ready = { $size }, bis { $until }
data-fetch = Herunterladen
data-prove = Passwort eingeben
data-days = { $n ->
    [one] Eine Kopie liegt hier einen Tag und wird dann entfernt. Ist sie fertig, bekommst du eine E-Mail.
   *[other] Eine Kopie liegt hier { $n } Tage und wird dann entfernt. Ist sie fertig, bekommst du eine E-Mail.
}
data-gone-title = Hier ist keine Kopie
data-gone = Kopien lassen sich eine Woche lang abholen. Fordere auf der Seite deiner Daten eine neue an.

account-data-title = Deine Daten
account-data = Nimm eine Kopie deiner Sammlung mit oder von allem, was dieser Server von dir aufhebt.
account-data-link = Kopien deiner Daten

copy-index-title = Deine Daten
copy-index-lead = Alles, was der Server von { $email } aufgehoben hat. Stand: { $day }.
copy-index-package = Deine Sammlung mit ihren Medien: Öffne sie mit „Importieren“ in Anki.
copy-index-rules = In rules.json steht zu jedem Ort, wofür er da ist, wie lange er aufgehoben wird und warum du von manchem keine Kopie bekommst, etwa von Fingerabdrücken von Passwörtern. Zeiten sind in UTC.

statistics-title = Wie oft sich Menschen erinnern
statistics-lead = Einmal am Tag Summen über die Wiederholungen des letzten Jahres von allen, die mitmachen. Eine Zahl, die weniger als { $members } Mitglieder teilen, wird nicht gezeigt.
statistics-remembered = gewusst
statistics-pressed = gedrückt
statistics-basis = Aus
statistics-of = { $reviews } Wiederholungen von { $members } Mitgliedern oder mehr
statistics-too-few = Für Zahlen gibt es noch zu wenige Mitglieder.
statistics-drawn = Gezählt: { $day }.
statistics-interval-title = Nach Intervall
statistics-interval = Wie oft eine Karte gewusst wurde, nach den Tagen, seit sie zuletzt wie geplant dran war.
statistics-button-title = Nach Knopf
statistics-button = Welcher Knopf bei Wiederholungen gedrückt wurde.
statistics-aim-title = Nach Ziel
statistics-aim = Wie oft Karten gewusst wurden, nach dem Ziel in den Einstellungen der Stapel.
statistics-aims-at = { $aim } %
statistics-foretold-title = Vorhergesagt und gewusst
statistics-foretold = Vor einer Wiederholung weiß FSRS, wie wahrscheinlich die Karte gewusst wird. Hier wird das aus den Wiederholungen davor neu berechnet, mit den Parametern, die die Stapel heute haben, und neben das gestellt, was gewusst wurde. Parameter, die an genau diese Wiederholungen angepasst wurden, sehen etwas besser aus, als sie sind.
statistics-foretold-head = vorhergesagt
statistics-foretold-mean = im Mittel { $chance }
statistics-foretold-all = Alle
statistics-band = { $least }–{ $next } %
statistics-days = { $first }–{ $last } Tage
statistics-days-more = { $first } Tage und mehr

objection-make = Meine Wiederholungen nicht mitzählen
objection-withdraw = Meine Wiederholungen wieder mitzählen
objection-noted = Ab der nächsten Zählung werden deine Wiederholungen nicht mitgezählt.
objection-withdrawn = Deine Wiederholungen werden wieder mitgezählt.

policy-banner = Unsere Datenschutzerklärung hat sich geändert.
policy-banner-read = Was sich geändert hat
policy-banner-seen = Ich habe es gesehen
policy-seen = Danke. Von dieser Version sagen wir dir nichts mehr.

## Wenn etwas fehlt oder kaputtging

nothing-changed-title = Es wurde nichts geändert
not-found-title = Hier ist nichts
not-found = Vielleicht hat die Adresse einen Tippfehler, oder die Seite ist umgezogen.
not-found-home = Zur ersten Seite
wrong-method-title = Das kann diese Seite nicht
wrong-method = Der Browser hat etwas verlangt, das diese Adresse nicht bietet. Geh zurück und versuch es anders.
broken-title = Etwas ging kaputt
broken = Es lag nicht an dir. Der Fehler ist vermerkt; versuch es in einer Weile noch einmal.
broken-number = Wenn du uns schreibst, nenne diese Nummer: { $number }
disk-full-title = Kein Platz mehr
disk-full = Die Festplatte dieser Seite ist voll; Neues kann gerade nicht gespeichert werden. Was du hast, ist sicher und lässt sich weiter lesen. Der Betreiber weiß Bescheid; versuch es in einer Weile noch einmal.
too-large-title = Das war zu viel auf einmal
too-large = Der Server wollte nicht so viel lesen. Geh zurück und schick weniger.

## Größen und Zeiten

decimal-sign = ,
thousands-sign = .
thousands-digits = 4
size-bytes = { $n ->
        [one] ein Byte
       *[other] { $n } Bytes
    }
size-kilobytes = { $amount } KB
size-megabytes = { $amount } MB
size-gigabytes = { $amount } GB
ago-now = gerade eben
ago-minutes = { $n ->
        [one] vor einer Minute
       *[other] vor { $n } Minuten
    }
ago-hours = { $n ->
        [one] vor einer Stunde
       *[other] vor { $n } Stunden
    }
ago-days = { $n ->
        [one] gestern
       *[other] vor { $n } Tagen
    }
ago-today = heute
date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## E-Mails. Reiner Text; eine Botschaft je Absatz.

letter-greeting = Hallo,
letter-signature = { -fuda } auf { $site }

letter-trial-subject = E-Mails von diesem Server kommen an
letter-trial-lead = Du hast { $site } auf der Einrichtungsseite um diese E-Mail gebeten.
letter-trial-effect = Es gibt nichts zu tun: Du hast sie, also kommen E-Mails an.
letter-why = Du bekommst diese E-Mail wegen des Kontos mit dieser Adresse. Andere E-Mails schickt { -fuda } nicht.
letter-why-maybe = Du bekommst diese E-Mail, weil jemand diese Adresse auf { $site } eingegeben hat. Andere E-Mails schickt { -fuda } nicht.

letter-verify-subject = Bestätige deine Adresse für { -fuda }
letter-verify-lead = jemand, vermutlich du, hat sich auf { $site } mit dieser Adresse registriert. Öffne diesen Link, um sie zu bestätigen:
letter-verify-life = Der Link gilt einmal, { $hours ->
        [one] eine Stunde
       *[other] { $hours } Stunden
    } lang.
letter-verify-not-you = Wenn du es nicht warst, tu nichts. Ohne den Link funktioniert kein Konto.

letter-known-subject = Du hast schon ein Konto bei { -fuda }
letter-known-lead = jemand, vermutlich du, wollte sich auf { $site } mit dieser Adresse registrieren. Dafür gibt es schon ein Konto, deshalb wurde nichts geändert.
letter-known-log-in = Hier meldest du dich an:
letter-known-reset = Wenn du das Passwort vergessen hast, wähle hier ein neues:
letter-known-not-you = Wenn du es nicht warst, brauchst du nichts zu tun.

letter-reset-subject = Wähle ein neues Passwort für { -fuda }
letter-reset-lead = jemand, vermutlich du, hat auf { $site } um ein neues Passwort gebeten. Öffne diesen Link, um eines zu wählen:
letter-reset-life = Der Link gilt einmal, { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } lang. Bis dahin gilt dein altes Passwort.
letter-reset-not-you = Wenn du es nicht warst, tu nichts. Dein Passwort bleibt, wie es ist.

letter-password-changed-subject = Dein Passwort für { -fuda } wurde geändert
letter-password-changed-lead = das Passwort deines Kontos auf { $site } wurde geändert. Alle anderen Browser und alle Geräte wurden abgemeldet.
letter-password-changed-not-you = Wenn du es nicht warst, wähle sofort ein neues Passwort:

letter-invitation-subject = Eine Einladung zu { -fuda }
letter-invitation-lead = du bist zu { $site } eingeladen, einem Zuhause für Anki-Sammlungen. Öffne diesen Link, um dich zu registrieren:
letter-invitation-life = Die Einladung gilt einmal, { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } lang.

letter-removed-subject = Dein Konto bei { -fuda } wurde entfernt
letter-removed-lead = dein Konto auf { $site } wurde mit seiner Sammlung und seinen Medien entfernt. Deine Karten bleiben in deinen Anki-Apps.

letter-disabled-subject = Dein Konto bei { -fuda } wurde geschlossen
letter-disabled-lead = dein Konto auf { $site } wurde vom Betreiber geschlossen. Deine Karten bleiben in deinen Anki-Apps.

## Stapel

decks-title = Stapel
decks-column = Stapel
decks-menu = Menü von { $deck }
decks-fold = { $deck } einklappen
decks-unfold = { $deck } ausklappen
decks-create = Stapel erstellen
decks-create-lead = Zwei Doppelpunkte legen einen Stapel in einen anderen: Sprachen::Japanisch.
decks-name = Name des Stapels
decks-rename = Umbenennen
decks-move = Verschieben …
decks-move-title = { $deck } verschieben
decks-move-lead = Die Stapel darunter kommen mit.
decks-move-into = Wohin
decks-move-top = In keinen anderen Stapel: nach ganz oben
decks-move-submit = Verschieben
decks-subdeck = Unterstapel erstellen
decks-subdeck-title = Ein Stapel unter { $deck }
decks-custom-study = Benutzerdefiniertes Lernen
decks-unbury = Nicht mehr aufschieben
decks-rebuild = Neu aufbauen
decks-empty = Leeren
decks-description = Beschreibung
decks-description-hint = Wird vor dem Lernen gezeigt. HTML wird gezeigt, wie es geschrieben ist.
decks-delete = Löschen
decks-delete-title = { $deck } löschen
decks-delete-cards = { $n ->
    [0] Es sind keine Karten darin.
    [one] Eine Karte darin wird mitgelöscht, und ihre Notiz, wenn diese keine andere Karte hat.
   *[other] { $n } Karten darin werden mitgelöscht, und ihre Notizen, wenn diese keine anderen Karten haben.
}
decks-delete-below = { $n ->
    [one] Auch der Stapel darunter.
   *[other] Auch die { $n } Stapel darunter.
}
decks-delete-filtered = Die Karten darin gehen in ihre eigenen Stapel zurück. Keine wird gelöscht.
decks-delete-undo = Du kannst das zurücknehmen, solange du hierbleibst und inzwischen kein Gerät synchronisiert.
decks-delete-submit = Stapel löschen
decks-cancel = Abbrechen
decks-save = Speichern
decks-created = Der Stapel ist da.
decks-renamed = Der Stapel hat seinen neuen Namen.
decks-moved = Der Stapel ist verschoben.
decks-deleted = Der Stapel ist gelöscht.
decks-undone = Es ist wieder wie vorher.
decks-unburied = Alle aufgeschobenen Karten des Stapels sind zurück.
decks-rebuilt = Der Stapel ist neu aufgebaut.
decks-emptied = Der Stapel ist leer; seine Karten sind in ihre eigenen Stapel zurückgegangen.
decks-described = Die Beschreibung ist gespeichert.
decks-name-missing = Ein Stapel braucht einen Namen.
decks-refused = Das geht nicht: { $reason }
decks-busy = Gerade synchronisiert ein Gerät. Warte, bis es fertig ist, und versuch es noch einmal.
decks-busy-title = Deine Sammlung wird gerade benutzt
decks-default-stays = Der Stapel „Default“ ist für Karten da, die keinen anderen haben; er lässt sich nicht löschen.
decks-none-title = Noch keine Karten
decks-none = Verbinde Anki auf Computer oder Telefon: Nach der ersten Synchronisierung sind deine Stapel hier.
decks-used = { $size } sind gespeichert: { $collection } Karten und { $media } Medien.
decks-studied = { $cards ->
    [0] Heute wurde noch keine Karte gelernt.
    [one] Heute eine Karte in { $time } gelernt ({ $pace } s je Karte).
   *[other] Heute { $cards } Karten in { $time } gelernt ({ $pace } s je Karte).
}
time-seconds = { $n ->
    [one] 1 Sekunde
   *[other] { $n } Sekunden
}
time-minutes = { $amount } min
time-hours = { $amount } h
count-new = Neu
count-learning = Lernen
count-review = Wiederholen
count-new-short = Neu
count-learning-short = Lernen
count-review-short = Fällig
deck-is-filtered = Auswahlstapel
deck-is-current = Zuletzt gelernt

## Ein Stapel

deck-study = Jetzt lernen
deck-counts-lead = Heute zu tun
deck-buried = { $n ->
    [one] Eine Karte ist bis morgen aufgeschoben.
   *[other] { $n } Karten sind bis morgen aufgeschoben.
}
deck-filtered-lead = Ein Auswahlstapel leiht sich Karten aus anderen Stapeln. Sind sie beantwortet oder wird er geleert oder gelöscht, gehen sie zurück.
deck-done-title = Glückwunsch
deck-done = Mit diesem Stapel bist du fürs Erste fertig.
deck-done-learning-soon = { $n ->
    [one] Die nächste Lernkarte ist in einer Minute so weit.
   *[other] Die nächste Lernkarte ist in { $n } Minuten so weit.
}
deck-done-learning-hours = { $n ->
    [one] Die nächste Lernkarte ist in einer Stunde so weit.
   *[other] Die nächste Lernkarte ist in { $n } Stunden so weit.
}
deck-done-reviews-left = Es warten noch Wiederholungen, aber der heutige Höchstwert ist erreicht. Du kannst ihn in den Einstellungen des Stapels erhöhen.
deck-done-new-left = Es gibt noch neue Karten, aber der heutige Höchstwert ist erreicht. Du kannst ihn in den Einstellungen erhöhen; bedenke, dass mehr neue Karten in den nächsten Tagen mehr Wiederholungen bedeuten.
deck-done-buried = Einige Karten wurden aufgeschoben, weil eine Geschwisterkarte dran war oder weil du sie beiseitegelegt hast. Sie kommen morgen wieder, oder jetzt, wenn du sie nicht mehr aufschiebst.
deck-nothing-due = In diesem Stapel ist nichts fällig.

## Lernen

study-title = Lernen
study-card = Karte
study-needs-script = Karten werden von Skripten gezeigt, deshalb braucht das Lernen einen Browser, der sie ausführt. Alles andere auf dieser Website geht ohne.
study-show-answer = Antwort zeigen
study-grades = Wie gut wusstest du es?
study-again = Nochmal
study-hard = Schwer
study-good = Gut
study-easy = Einfach
study-undo = Rückgängig
study-redo = Wiederherstellen
study-more = Mehr
study-key-undo = Rückgängig (U)
study-key-more = Mehr (M)
study-is-marked = Gekennzeichnet
study-wait = Die nächste Karte ist unterwegs.
study-edit = Notiz bearbeiten
study-mark = Notiz kennzeichnen
study-info = Karteninfo
study-replay = Töne noch einmal
study-bury-card = Karte aufschieben
study-bury-note = Notiz aufschieben
study-suspend-card = Karte ausschließen
study-suspend-note = Notiz ausschließen
study-forget = Lernfortschritt zurücksetzen …
study-due = Fälligkeit setzen …
study-delete = Notiz löschen
study-advance = Von selbst weiter
study-record = Eigene Stimme aufnehmen
study-own-voice = Eigene Stimme abspielen
study-pause = Töne anhalten
study-back = Töne 5 s zurück
study-forward = Töne 5 s vor
study-swipe = Durch Wischen bewerten
study-flags = Flagge
study-flag-1 = Rote Flagge
study-flag-2 = Orange Flagge
study-flag-3 = Grüne Flagge
study-flag-4 = Blaue Flagge
study-flag-5 = Rosa Flagge
study-flag-6 = Türkise Flagge
study-flag-7 = Violette Flagge
study-text-size = Textgröße
study-smaller = Kleinerer Text
study-larger = Größerer Text
study-tags = Schlagwörter
study-due-days = Tage ab heute
study-due-hint = 0 ist heute, 1 morgen; 1-7 wählt für jede Karte einen Tag; 5! ändert auch das Intervall.
study-forget-position = Zurück an ihren Platz unter den neuen Karten
study-forget-counts = Wiederholungen und Fehlversuche neu zählen
study-save = Speichern
study-close = Schließen
study-cancel = Abbrechen
study-line-offline = Die Verbindung ist weg. Deine Bewertungen warten auf dieser Seite und werden der Reihe nach geschickt, wenn sie wieder da ist. Lass die Seite offen.
study-line-busy = Ein Gerät synchronisiert. Deine Bewertungen warten auf dieser Seite und werden geschickt, wenn es fertig ist.
study-line-logged-out = Du wurdest abgemeldet. Melde dich in einem anderen Tab wieder an; deine Bewertungen warten auf dieser Seite.
study-line-broken = Der Server hat Schwierigkeiten. Deine Bewertungen warten auf dieser Seite und werden geschickt, wenn sie vorbei sind.
study-offline = Das braucht die Verbindung, und die ist gerade weg.
study-hung = Die Skripte dieser Karte halten sie beschäftigt. Du kannst weitermachen: die Antwort zeigen oder die Karte aufschieben oder ausschließen.
study-stopped = Die Skripte dieser Karte haben zu viel geschickt und wurden angehalten. Du kannst weitermachen.
study-touch-first = Töne beginnen, wenn du die Seite berührst oder R drückst.
study-no-voice = Noch ist nichts aufgenommen: Umschalt und V nimmt auf.
study-voice-recording = Aufnahme läuft. Noch einmal Umschalt und V beendet sie.
study-voice-recorded = Aufgenommen. V spielt es wieder ab.
study-voice-refused = Der Browser lässt diese Seite nicht aufnehmen.
study-advance-on = Karten gehen von selbst weiter.
study-advance-off = Karten warten wieder auf dich.
study-time-up = Die Zeit für diese Karte ist um.
study-swipe-on = Wisch nach links für Nochmal, nach rechts für Gut; berühr die Karte, um die Antwort zu sehen.
study-swipe-off = Wischen tut jetzt nichts.
study-nothing-to-undo = Es gibt nichts rückgängig zu machen.
study-nothing-to-redo = Es gibt nichts wiederherzustellen.
study-moved-on = Diese Karte hat sich geändert, seit du sie gesehen hast, auf einem anderen Gerät oder in einem anderen Tab. Die Antwort wurde nicht gezählt.
study-gone = Diese Karte gibt es nicht mehr.
study-said-leech = Diese Karte wurde oft vergessen und gilt jetzt als Lernbremse.
study-said-leech-suspended = Diese Karte wurde oft vergessen; sie gilt jetzt als Lernbremse und ist ausgeschlossen.
study-said-undone = Rückgängig gemacht: { $step }
study-said-redone = Wiederhergestellt: { $step }
study-said-buried = { $n ->
    [0] Keine Karte war mehr aufzuschieben.
    [one] Eine Karte ist bis morgen aufgeschoben.
   *[other] { $n } Karten sind bis morgen aufgeschoben.
}
study-said-suspended = { $n ->
    [0] Keine Karte war mehr auszuschließen.
    [one] Eine Karte ist ausgeschlossen.
   *[other] { $n } Karten sind ausgeschlossen.
}
study-said-siblings = { $n ->
    [one] Eine Geschwisterkarte ist bis morgen aufgeschoben.
   *[other] { $n } Geschwisterkarten sind bis morgen aufgeschoben.
}
study-said-flagged = { $flag }
study-said-unflagged = Keine Flagge mehr.
study-said-marked = Die Notiz ist gekennzeichnet.
study-said-unmarked = Die Notiz ist nicht mehr gekennzeichnet.
study-said-reset = Die Karte ist wieder neu.
study-said-due = Die Karte hat ein neues Fälligkeitsdatum.
study-said-deleted = { $n ->
    [one] Die Notiz ist gelöscht, mit einer Karte.
   *[other] Die Notiz ist gelöscht, mit { $n } Karten.
}
study-said-saved = Die Notiz ist gespeichert.
study-undo-step = Rückgängig: { $step }
study-redo-step = Wiederherstellen: { $step }
step-answer = Karte beantworten
step-bury = Aufschieben
step-suspend = Ausschließen
step-unbury = Nicht mehr aufschieben
step-flag = Flagge
step-tags = Schlagwörter
step-note = Notiz bearbeiten
step-delete-note = Notiz löschen
step-delete-deck = Stapel löschen
step-add-deck = Stapel erstellen
step-rename-deck = Stapel umbenennen
step-deck = Stapel bearbeiten
step-options = Einstellungen des Stapels
step-custom-study = Benutzerdefiniertes Lernen
step-build = Auswahlstapel aufbauen
step-empty = Auswahlstapel leeren
step-reset = Lernfortschritt zurücksetzen
step-due = Fälligkeit setzen
step-other = Letzter Schritt

## Karteninfo

info-title = Karteninfo
info-added = Hinzugefügt
info-first-review = Erste Wiederholung
info-latest-review = Letzte Wiederholung
info-due = Fällig
info-position = Positionsnummer
info-interval = Intervall
info-ease = Leichtigkeitsgrad
info-reviews = Wiederholungen
info-lapses = Fehlversuche
info-average-time = Mittlere Zeit
info-total-time = Zeit insgesamt
info-stability = Stabilität
info-difficulty = Schwierigkeitsgrad
info-retrievability = Abrufbarkeit
info-card-type = Kartentyp
info-note-type = Notiztyp
info-deck = Stapel
info-preset = Stapelprofil
info-card-id = Nummer der Karte
info-note-id = Nummer der Notiz
info-head-date = Datum
info-head-kind = Typ
info-head-rating = Bewertung
info-head-interval = Intervall
info-head-ease = Leichtigkeit
info-head-time = Zeit
info-kind-learn = Lernen
info-kind-review = Wiederholen
info-kind-relearn = Wiedererlernen
info-kind-filtered = Auswahlstapel
info-kind-manual = Von Hand
info-kind-rescheduled = Umgeplant
info-days = { $n ->
    [one] ein Tag
   *[other] { $n } Tage
}
info-days-text = { $value } Tage
info-seconds = { $value } s
info-percent = { $value } %

## Benutzerdefiniertes Lernen

custom-title = Benutzerdefiniertes Lernen: { $deck }
custom-lead = Heute mehr von diesem Stapel, oder eine Sitzung nebenher.
custom-more-new = Heute mehr neue Karten
custom-more-new-hint = { $n } neue Karten warten.
custom-more-reviews = Heute mehr Wiederholungen
custom-more-reviews-hint = { $n } Wiederholungen warten.
custom-forgotten = Karten wiederholen, die in den letzten Tagen vergessen wurden
custom-ahead = Karten wiederholen, die in den nächsten Tagen fällig werden
custom-preview = Neue Karten ansehen, die in den letzten Tagen dazukamen
custom-cram = Nach Kartenstand oder Schlagwörtern lernen
custom-cards = Karten
custom-days = Tage
custom-which = Welche Karten
custom-which-new = Nur neue Karten
custom-which-due = Nur fällige Karten
custom-which-reviews = Alle Wiederholungskarten in zufälliger Reihenfolge
custom-which-all = Alle Karten in zufälliger Reihenfolge, ohne dass sich ihre Fälligkeit ändert
custom-with-tags = Nur mit einem dieser Schlagwörter
custom-without-tags = Ohne diese Schlagwörter
custom-tags-hint = Mehrere mit Leerzeichen dazwischen. Leer: gleich welche Schlagwörter.
custom-start = Los
custom-extended = Der heutige Höchstwert ist erhöht.
refused-no-children = Ein Auswahlstapel kann keine Stapel unter sich haben. Wähle einen anderen.
refused-no-cards = Ein Auswahlstapel nimmt keine eigenen Karten auf.
refused-gone = Das gibt es nicht mehr. Vielleicht hat ein anderes Gerät es entfernt.
search-refused = Die Suche ist nicht zu verstehen: { $reason }
search-misplaced-and = „and“ muss zwischen zwei Suchen stehen.
search-misplaced-or = „or“ muss zwischen zwei Suchen stehen.
search-empty-group = Zwischen den Klammern steht nichts.
search-unopened-group = Eine Klammer wird geschlossen, die nicht geöffnet wurde.
search-unclosed-group = Eine Klammer ist nicht geschlossen.
search-empty-quote = Zwischen den Anführungszeichen steht nichts.
search-unclosed-quote = Ein Anführungszeichen ist nicht geschlossen.
search-missing-key = Vor dem Doppelpunkt steht nichts.
search-unknown-escape = „{ $given }“ hat keine Bedeutung; schreib für einen umgekehrten Schrägstrich zwei.
search-unknown-state = Den Zustand „is:{ $given }“ gibt es nicht.
search-unknown-flag = Fahnen haben die Nummern 0 bis 7.
search-unknown-property = Die Eigenschaft „prop:{ $given }“ gibt es nicht.
search-missing-comparison = „prop:{ $given }“ braucht eines von = != < > <= >= und einen Wert.
search-not-a-number = „{ $given }“ in „{ $whole }“ ist keine Zahl.
search-not-a-whole-number = „{ $given }“ in „{ $whole }“ ist keine ganze Zahl.
search-not-a-count = „{ $given }“ in „{ $whole }“ ist keine ganze Zahl ab 0.
search-not-days-ago = „{ $given }“ in „{ $whole }“ ist keine ganze Zahl bis 0.
search-not-a-button = „{ $given }“ in „{ $whole }“ ist keine Antworttaste; sie haben die Nummern 1 bis 4.
search-not-ids = Nach „{ $given }:“ stehen Zahlen, durch Kommas getrennt.
search-half-a-duplicate = Nach „dupe:“ stehen die Nummer eines Notiztyps, ein Komma und ein Text.
search-too-long = Sie ist zu lang.
search-too-deep = Die Klammern sind zu tief verschachtelt.
refused-nothing-found = Keine Karte passt, es gibt also nichts zu lernen.
refused-not-filtered = Das ist kein Auswahlstapel.
refused-session-taken = Es gibt einen Stapel namens „Custom Study Session“, der kein Auswahlstapel ist. Benenne ihn zuerst um.

## Das Leben eines Kontos: Stärke von Passwörtern, andere Adresse, zweiter Faktor, Apps, Weggehen

strength-label = Wie schwer es zu raten ist
strength-0 = Sofort erraten
strength-1 = Leicht zu erraten
strength-2 = Mittel
strength-3 = Gut
strength-4 = Sehr gut
refused-password-leaked = Dieses Passwort ist irgendwo bekannt geworden, deshalb probieren andere es zuerst. Wähle ein anderes und ändere es überall, wo du es sonst benutzt.
refused-password-weak = Dieses Passwort ist leicht zu erraten. Füg ein oder zwei Wörter hinzu, mit denen niemand rechnet.

check-title = Erreichen dich unsere E-Mails noch?
check-banner = Bestätige deine E-Mail-Adresse: Wir haben dir eine E-Mail geschickt ({ $day }).
check-banner-link = Warum
check-lead = Am { $day } haben wir eine E-Mail an { $email } geschickt. Folge dem Link darin.
check-why = Ohne E-Mails könnte dir niemand bei einem vergessenen Passwort helfen, und wer deine alte Adresse hat, könnte eines Tages ein neues wählen.
check-until = Folgt ihm bis zum { $day } niemand, fragt die Website danach, bevor sie irgendetwas anderes zeigt. Nichts wird entfernt, und deine Apps synchronisieren weiter.
check-overdue = Die Website wartet jetzt darauf. Nichts wird entfernt, und deine Apps synchronisieren weiter.
check-again = E-Mail noch einmal schicken
check-sent = Die E-Mail ist unterwegs.
check-other-address = Eine andere Adresse verwenden
check-confirm-lead = Unsere E-Mail hat dich erreicht. Sag es, und nichts ändert sich.
check-confirm = Meine Adresse bestätigen
check-done = Deine Adresse ist bestätigt.

proof-title = Bist du es?
proof-lead = Was du vorhast, ist wichtig; gib deshalb dein Passwort noch einmal ein. Das gilt eine Viertelstunde.
proof-submit = Weiter
proof-code-hint = Der Code, den deine Authenticator-App jetzt zeigt, oder einer deiner Wiederherstellungscodes.
refused-proof-stale = Es ist einige Zeit vergangen, seit du dein Passwort eingegeben hast, deshalb wurde nichts geändert. Gib es noch einmal ein.

account-safety-title = Anmelden
account-safety-address = E-Mail-Adresse
account-safety-address-change = Ändern
account-safety-address-change-label = E-Mail-Adresse ändern
account-safety-factor = Zweiter Faktor
account-safety-factor-on = Ein. Zum Anmelden braucht es einen Code von deinem Telefon.
account-safety-factor-passkey = Ein. Zum Anmelden braucht es einen Passkey.
account-safety-factor-off = Aus. Dein Passwort allein genügt zum Anmelden.
account-safety-factor-change = Ändern
account-safety-factor-change-label = Zweiten Faktor ändern
account-safety-apps = Gerätepasswörter
account-safety-apps-none = Keine. Apps melden sich mit deinem Passwort an.
account-safety-apps-some = { $n ->
        [one] eines
       *[other] { $n }
    }
account-safety-apps-needed = Noch keines. Deine Apps brauchen eines, um sich anzumelden.
account-safety-apps-change = Verwalten
account-safety-apps-change-label = Gerätepasswörter verwalten

email-title = E-Mail-Adresse ändern
email-lead = Jetzt läuft dein Konto auf { $address }.
email-how = Wir schicken eine E-Mail mit einem Link an die neue Adresse. Bis der Link geöffnet wird, ändert sich nichts. Auch die alte Adresse erfährt es und kann die Änderung eine Woche lang zurücknehmen.
email-field = Neue E-Mail-Adresse
email-submit = Link schicken
email-sent-title = Sieh in das neue Postfach
email-sent = Wenn { $address } für dieses Konto verwendet werden kann, ist eine E-Mail mit einem Link unterwegs. Bis du ihn öffnest, meldest du dich mit der alten Adresse an.
refused-email-same = Diese Adresse hast du schon.
email-confirm-title = Neue Adresse bestätigen
email-confirm-lead = Ein Klick, und dein Konto läuft auf die Adresse, an die dieser Link ging. Apps bleiben angemeldet.
email-confirm-submit = Diese Adresse verwenden
email-changed-title = Deine Adresse ist geändert
email-changed = Ab jetzt meldest du dich mit der neuen Adresse an. Die alte weiß Bescheid.
email-dead-title = Dieser Link gilt nicht mehr
email-dead = Links aus unseren E-Mails gelten einmal und nur eine Weile. Fordere auf deiner Kontoseite einen neuen an.
email-return-title = Die Änderung zurücknehmen
email-return-lead = Dein Konto läuft wieder auf diese alte Adresse. Alle Browser und Apps werden abgemeldet, ein seither eingerichteter zweiter Faktor wird abgeschaltet, und das Passwort gilt nicht mehr: Wir schicken dir einen Link, um ein neues zu wählen.
email-return-submit = Zurücknehmen
email-returned-title = Es ist wieder deine Adresse
email-returned = Alle sind abgemeldet, und das Passwort gilt nicht mehr. Eine E-Mail mit einem Link, um ein neues zu wählen, ist unterwegs.
email-return-dead = Die Änderung wurde schon zurückgenommen, oder es ist mehr als eine Woche vergangen. Kommst du nicht in dein Konto, schreib dem Betreiber.

factor-title = Zweiter Faktor
factor-lead = Ein Code von deinem Telefon, zusätzlich zum Passwort. Wer dein Passwort erfährt, kann sich trotzdem nicht anmelden.
login-return-title = Alle aussperren
login-return-lead = Alle Browser und Apps werden abgemeldet. Passkeys, Authenticator-Apps und Wiederherstellungscodes, die seit dieser E-Mail entstanden sind, werden entfernt, dein Konto hat wieder die Adresse dieser E-Mail, und das Passwort gilt nicht mehr: Wir schicken dir einen Link, um ein neues zu wählen.
login-return-submit = Alle aussperren
login-return-dead = Dieser Link wurde schon benutzt, oder es ist mehr als eine Woche vergangen. Kommst du nicht in dein Konto, schreib dem Betreiber.
login-returned-title = Alle sind ausgesperrt
factor-return-title = Den zweiten Faktor zurücknehmen
factor-return-lead = Passkeys und Authenticator-Apps, die seit dieser E-Mail eingerichtet wurden, werden entfernt, alle Browser und Apps werden abgemeldet, und das Passwort gilt nicht mehr: Wir schicken dir einen Link, um ein neues zu wählen.
factor-return-submit = Entfernen
factor-returned-title = Sie sind entfernt
factor-step-scan = Scanne das mit einer Authenticator-App, etwa Aegis, FreeOTP oder der in deinem Telefon eingebauten.
factor-step-type = Wenn du es nicht scannen kannst, tipp diesen Schlüssel in die App:
factor-step-code = Gib dann den Code ein, den die App zeigt.
factor-qr-label = QR-Code für die Authenticator-App
factor-field = Code
factor-field-hint = Sechs Ziffern.
factor-submit = Einschalten
factor-apps = Anki-Apps können nicht nach Codes fragen. Ist der zweite Faktor ein, braucht jede App, die sich neu anmeldet, ein Gerätepasswort; das erstellst du auf deiner Kontoseite. Apps, die angemeldet sind, bleiben es.
factor-is-on = Er ist ein. Zum Anmelden braucht es einen Code aus deiner Authenticator-App.
factor-codes-left = { $n ->
        [one] Ein Wiederherstellungscode ist übrig.
       *[other] { $n } Wiederherstellungscodes sind übrig.
    }
factor-codes-renew = Neue Wiederherstellungscodes erstellen
factor-off-title = Ausschalten
factor-off-lead = Danach genügt zum Anmelden dein Passwort allein, in Browsern und in Apps.
factor-off-submit = Ausschalten
factor-turned-off = Der zweite Faktor ist aus.
factor-codes-title = Deine Wiederherstellungscodes
factor-codes-lead = Jeder davon meldet dich einmal an, wenn dein Telefon nicht zur Hand ist. Druck sie aus oder schreib sie auf; sie werden nur jetzt gezeigt. Frühere gelten nicht mehr.
factor-codes-done = Ich habe sie aufgehoben
code-title = Dein Code
code-lead = Gib den Code ein, den deine Authenticator-App jetzt zeigt.
code-field = Code
code-hint = Kein Telefon zur Hand? Gib einen deiner Wiederherstellungscodes ein.
code-submit = Anmelden
code-lead-passkey = Zeig deinen Passkey, oder gib einen deiner Wiederherstellungscodes ein.
code-field-recovery = Wiederherstellungscode
code-hint-recovery = Einer von denen, die du bei deinem ersten Passkey aufgehoben hast.
code-late = Das hat zu lange gedauert. Melde dich noch einmal an.
refused-code-missing = Gib den Code ein.
refused-code = Dieser Code passt nicht. Codes gelten einmal und eine halbe Minute lang; warte auf den nächsten und versuch es noch einmal.

passkeys-title = Passkeys
passkeys-lead = Ein Passkey meldet dich mit Finger, Gesicht oder PIN an. Du musst dir nichts merken, und niemand kann ihn dir abschwatzen.
passkeys-submit = Passkey erstellen
passkeys-first = Dein erster Passkey ist auch ein zweiter Faktor: Dein Passwort allein meldet dich dann nicht mehr an, und Anki-Apps, die sich neu anmelden, brauchen ein Gerätepasswort. Du bekommst Wiederherstellungscodes für den Tag, an dem du den Passkey verlierst.
passkeys-without = Dieser Browser erstellt keine Passkeys, oder seine Skripte sind ausgeschaltet.
passkeys-impossible = Browser erstellen Passkeys nur für Websites mit einem Namen und einer verschlüsselten Verbindung. Diese Website hat das nicht; frag, wer sie betreibt.
passkeys-field = Name
passkeys-hint = Wo er aufbewahrt wird, etwa „Telefon“ oder „Sicherheitsschlüssel“.
passkeys-not-made = Es wurde kein Passkey erstellt. Es wurde abgebrochen, oder auf diesem Gerät ist schon einer von dir.
passkeys-yours = Deine Passkeys
passkeys-remove = Beenden
passkeys-remove-label = Passkey { $name } beenden
passkeys-added = Der Passkey kann dich jetzt anmelden.
passkeys-removed = Der Passkey ist beendet. Du kannst ihn auch von deinem Gerät löschen.
passkeys-full = Es kann 20 Passkeys geben. Beende einen, den du nicht mehr benutzt.
passkey-use = Passkey verwenden
passkey-not-shown = Es wurde kein Passkey gezeigt. Es wurde abgebrochen, oder auf diesem Gerät ist keiner für diese Website.
refused-passkey = Dieser Passkey passt nicht, oder die Seite stand zu lange offen. Versuch es noch einmal.
account-safety-passkeys-some = { $n ->
        [one] Ein Passkey meldet dich an.
       *[other] { $n } Passkeys melden dich an.
    }
account-safety-passkeys-none = Keine. Mit einem meldest du dich mit Finger, Gesicht oder PIN an.
account-safety-passkeys-change-label = Passkeys verwalten

apps-passwords-title = Gerätepasswörter
apps-passwords-lead = Ein Passwort für eine Anki-App. Damit kann die App synchronisieren und sonst nichts, und du kannst es jederzeit beenden.
apps-passwords-needed = Dein Konto hat einen zweiten Faktor, deshalb melden sich Apps mit einem Gerätepasswort an statt mit deinem eigenen.
apps-passwords-optional = Dein Konto hat keinen zweiten Faktor, deshalb dürfen sich Apps auch mit deinem eigenen Passwort anmelden.
apps-passwords-field = Für welches Gerät?
apps-passwords-hint = Ein Name, an dem du es erkennst, etwa „Telefon“.
apps-passwords-submit = Passwort erstellen
apps-passwords-made-title = Passwort für { $name }
apps-passwords-made = Gib es in der App ein, zusammen mit der E-Mail-Adresse deines Kontos. Es wird nur jetzt gezeigt; Leerzeichen spielen keine Rolle.
apps-passwords-made-done = Fertig
apps-passwords-none = Du hast noch keines erstellt.
apps-passwords-since = Erstellt
apps-passwords-used = Zuletzt benutzt
apps-passwords-never = noch nicht benutzt
apps-passwords-revoke = Beenden
apps-passwords-revoke-label = Passwort für { $name } beenden
apps-passwords-revoked = Das Passwort ist beendet, und die Apps, die sich damit angemeldet hatten, sind abgemeldet.
apps-passwords-full = Es kann 50 Gerätepasswörter geben. Beende eines, das du nicht mehr benutzt.
refused-name-missing = Gib ihm einen Namen.

leave-what-title = Was verschwindet
leave-what = Deine Sammlung mit ihren früheren Ständen, deine Medien, deine Geräte, deine Sitzungen, wartende E-Mails und deine Adresse.
leave-stays-title = Was eine Weile bleibt
leave-stays = Das Protokoll der Anfragen enthält höchstens 30 Tage lang die Nummer deines Kontos, das Protokoll der E-Mails deine Adresse. Sicherungen des Betreibers verfallen innerhalb eines Monats. Kamen E-Mails an deine Adresse zurück, bleibt ein Fingerabdruck der Adresse, damit ihr nie wieder geschrieben wird.
leave-week = Du hast eine Woche, es dir anders zu überlegen. Bis dahin funktioniert alles wie vorher, und ein Klick behält das Konto. Dann wird es entfernt, und du bekommst eine E-Mail mit einer signierten Bescheinigung darüber, was entfernt wurde.
leave-submit = Mein Konto entfernen
leave-log-in = Melde dich an, um dein Konto hier zu entfernen.
leave-asked-title = Dein Konto wird entfernt
leave-asked = Am { $day } wird dein Konto mit allem darin entfernt. Bis dahin funktioniert alles wie vorher.
leave-asked-keep = Mein Konto behalten
leave-kept = Dein Konto bleibt. Es wurde nichts entfernt.
leave-asked-said = Wir haben vermerkt, dass du gehen möchtest. Eine E-Mail mit einem Weg zurück ist unterwegs.
keep-title = Behalte dein Konto
keep-lead = Ein Klick, und dein Konto bleibt, wie es ist.
keep-submit = Mein Konto behalten
keep-dead-title = Dieser Link gilt nicht mehr
keep-dead = Das Konto wurde schon behalten, oder es ist entfernt.
keep-done-title = Dein Konto bleibt
keep-done = Es wurde nichts entfernt.
leave-number = Bescheinigungen dieses Servers sind mit dem Schlüssel { $key } signiert.

put-away-title = Deine Sammlung wurde eingelagert
put-away-lead = Dieses Konto wurde lange nicht benutzt; am { $day } wurden deshalb seine Sammlung und seine Medien eingelagert. Bis { $until } kannst du sie zurückbekommen.
put-away-bring = Alles zurückholen
put-away-brought = Alles ist zurück. Bei der nächsten Synchronisierung fragt jede App, welche Seite bleiben soll: Wähle Herunterladen.
put-away-gone = Es ist nicht mehr da.

refused-undeliverable = E-Mails an diese Adresse kamen früher zurück, deshalb schreiben wir ihr nicht mehr. Nimm eine andere Adresse oder bitte den Betreiber, es noch einmal zu versuchen.

privacy-unused-title = Konten, die niemand benutzt
privacy-unused = Deine Daten bleiben, solange du das Konto benutzt: Jeder Besuch und jede Synchronisierung zählt. Wird ein Konto { $days } Tage lang weder besucht noch synchronisiert, schreiben wir dreimal, 60, 30 und 7 Tage bevor seine Sammlung und seine Medien eingelagert werden. Weitere 30 Tage lang lassen sie sich auf der Kontoseite zurückholen. Das Konto selbst bleibt.
privacy-unused-never = Deine Daten bleiben, solange es das Konto gibt. Konten, die nicht benutzt werden, bleiben.
privacy-leaving-title = Weggehen
privacy-leaving = Auf der Kontoseite kannst du dein Konto entfernen lassen. Nach einer Woche Bedenkzeit wird alles entfernt, was dir gehört, und eine signierte Bescheinigung sagt es. Was in Protokollen und Sicherungen noch eine Weile bleibt, ist innerhalb eines Monats weg.
privacy-bounces-title = E-Mails, die zurückkamen
privacy-bounces = Sagt der Mailserver, dass es eine Adresse nicht gibt, wird ein Fingerabdruck davon aufgehoben, mit Grund und Datum, damit ihr nicht wieder geschrieben wird. Die Adresse lässt sich daraus nicht lesen, und er bleibt auch, wenn das Konto geht. Der Betreiber kann das aufheben.

letter-not-you-password = Wenn du es nicht warst, wähle sofort ein neues Passwort:

letter-new-address-subject = Bestätige deine neue Adresse für { -fuda }
letter-new-address-lead = jemand, vermutlich du, möchte diese Adresse für ein Konto auf { $site } verwenden. Öffne diesen Link, um sie zu bestätigen:
letter-new-address-not-you = Wenn du es nicht warst, tu nichts. Ohne den Link ändert sich nichts.

letter-check-subject = Erreichen dich unsere E-Mails noch?
letter-check-lead = von Zeit zu Zeit prüfen wir, ob dich E-Mails über dein Konto auf { $site } erreichen: Ohne sie ließe sich ein vergessenes Passwort nicht ersetzen. Dieser Link sagt, dass sie es tun:
letter-check-effect = Folgt ihm innerhalb von { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    } niemand, fragt die Website danach, bevor sie irgendetwas anderes zeigt. Nichts wird entfernt, und deine Apps synchronisieren weiter.
letter-check-overdue = Bis ihm jemand folgt, fragt die Website danach, bevor sie irgendetwas anderes zeigt. Nichts wird entfernt, und deine Apps synchronisieren weiter.
letter-check-life = Der Link gilt { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } lang.

letter-address-changed-subject = Deine Adresse bei { -fuda } wurde geändert
letter-address-changed-lead = dein Konto auf { $site } läuft jetzt auf eine andere Adresse. Dies ist die letzte E-Mail an diese hier.
letter-address-changed-not-you = Wenn du es nicht warst, nimm es zurück. { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    } lang geht das mit diesem Link:
letter-address-changed-effect = Er meldet alle ab, macht das Passwort ungültig und schickt dir einen Link für ein neues.

letter-factor-on-subject = Dein Konto bei { -fuda } hat jetzt einen zweiten Faktor
letter-factor-on-lead = ab jetzt braucht das Anmelden in deinem Konto auf { $site } neben dem Passwort einen Code aus deiner Authenticator-App. Heb deine Wiederherstellungscodes an einem sicheren Ort auf.
letter-factor-on-apps = Anki-Apps, die sich neu anmelden, brauchen ein Gerätepasswort. Das erstellst du hier:
letter-factor-on-effect = Er entfernt, was eingerichtet wurde, meldet alle ab, macht das Passwort ungültig und schickt dir einen Link für ein neues.

letter-factor-off-subject = Der zweite Faktor deines Kontos bei { -fuda } ist aus
letter-factor-off-lead = ab jetzt genügt zum Anmelden in deinem Konto auf { $site } das Passwort allein.

letter-authenticator-off-subject = Dein Konto bei { -fuda } nimmt keine Codes mehr an
letter-authenticator-off-lead = ab jetzt nimmt dein Konto auf { $site } keine Codes aus einer Authenticator-App mehr an. Deine Passkeys melden dich weiterhin an.

letter-passkey-on-subject = Dein Konto bei { -fuda } hat einen neuen Passkey
letter-passkey-on-lead = ab jetzt meldet ein neuer Passkey in deinem Konto auf { $site } an.
letter-passkey-not-you = Wenn du es nicht warst, sieh dir deine Passkeys an und wähle sofort ein neues Passwort:

letter-passkey-off-subject = Ein Passkey deines Kontos bei { -fuda } ist beendet
letter-passkey-off-lead = ein Passkey meldet nicht mehr in deinem Konto auf { $site } an.

letter-recovery-used-subject = Ein Wiederherstellungscode für { -fuda } wurde benutzt
letter-recovery-used-lead = jemand, vermutlich du, hat sich mit einem Wiederherstellungscode in deinem Konto auf { $site } angemeldet.
letter-recovery-used-left = { $n ->
        [0] Keiner ist übrig. Erstelle hier neue:
        [one] Einer ist übrig. Hier kannst du neue erstellen:
       *[other] { $n } sind übrig. Hier kannst du neue erstellen:
    }

letter-log-in-effect = Er meldet alle ab, entfernt seither eingerichtete zweite Faktoren, macht das Passwort ungültig und schickt dir einen Link für ein neues.
letter-log-in-subject = Neue Anmeldung in deinem Konto bei { -fuda }
letter-log-in-lead = jemand, vermutlich du, hat sich in deinem Konto auf { $site } angemeldet: mit einem Browser oder einer App oder aus einem Netz, die dafür in letzter Zeit nicht benutzt wurden.
letter-log-in-with = Es war { $program } unter { $system }.
letter-log-in-with-program = Es war { $program }.
letter-log-in-unknown = Welches Programm es war, hat es nicht gesagt.
letter-log-in-you = Wenn du es warst, ist nichts zu tun.
letter-log-in-not-you = Wenn du es nicht warst, sperr alle aus. { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    } lang geht das mit diesem Link:

letter-codes-renewed-subject = Neue Wiederherstellungscodes für dein Konto bei { -fuda }
letter-codes-renewed-lead = die Wiederherstellungscodes deines Kontos auf { $site } wurden neu erstellt. Die früheren gelten nicht mehr.

letter-app-refused-subject = Deine Anki-App braucht ein Gerätepasswort
letter-app-refused-lead = eine App wollte sich mit deinem Passwort in deinem Konto auf { $site } anmelden. Dein Konto hat einen zweiten Faktor, und Apps können nicht nach seinem Code fragen; der App wurde deshalb gesagt, das Passwort sei falsch.
letter-app-refused-how = Erstelle hier ein Gerätepasswort und gib es statt deines eigenen in der App ein:
letter-app-refused-not-you = Wenn du es nicht warst, kennt jemand dein Passwort. Wähle sofort ein neues:

letter-removal-subject = Dein Konto bei { -fuda } wird entfernt
letter-removal-lead = du hast darum gebeten, dein Konto auf { $site } zu entfernen. In { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    } wird das Konto mit allem darin entfernt.
letter-removal-keep = Wenn du es dir anders überlegst oder es nicht warst, behält dieser Link das Konto:
letter-removal-effect = Bis dahin funktioniert alles wie vorher. Deine Karten bleiben in deinen Anki-Apps.

letter-kept-subject = Dein Konto bei { -fuda } bleibt
letter-kept-lead = dein Konto auf { $site } wird nicht entfernt. Alles ist, wie es war.

letter-removed-certificate = Es folgt eine signierte Bescheinigung. Sie sagt, was entfernt wurde und was wie lange in Protokollen und Sicherungen bleibt. Wer { -fuda } hat, kann sie mit dem Befehl fuda verify-certificate und einer Datei prüfen, die diese E-Mail enthält.

letter-unused-subject = Deine Sammlung bei { -fuda } wird in { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    } eingelagert
letter-unused-lead = seit { $days } Tagen hat niemand dein Konto auf { $site } besucht oder synchronisiert.
letter-unused-end = Bleibt es dabei, werden seine Sammlung und seine Medien in { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    } eingelagert, um Platz zu schaffen. Das Konto selbst bleibt.
letter-unused-keep = Um alles zu behalten, synchronisiere mit irgendeiner Anki-App oder melde dich einmal an:

letter-policy-subject = Die Datenschutzerklärung von { -fuda } hat sich geändert
letter-policy-lead = die Datenschutzerklärung von { $site } hat sich so geändert, dass es etwas ausmacht. Was sich geändert hat, steht hier:
letter-policy-effect = Was neu ist, geschieht mit deinen Daten nicht, bevor du es gesehen hast. Bist du nicht einverstanden, kannst du eine Kopie deiner Daten mitnehmen und das Konto entfernen lassen.

letter-copy-subject = Die Kopie deiner Daten liegt bereit
letter-copy-lead = die Kopie deiner Daten, um die du { $site } gebeten hast, liegt bereit. Hol sie auf der Seite deiner Daten ab:
letter-copy-days = Dort liegt sie { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } und wird dann entfernt.
letter-copy-not-you = Wenn nicht du darum gebeten hast, wähle sofort ein anderes Passwort.

letter-put-away-subject = Deine Sammlung bei { -fuda } wurde eingelagert
letter-put-away-lead = dein Konto auf { $site } wurde lange nicht benutzt, deshalb wurden seine Sammlung und seine Medien eingelagert.
letter-put-away-back = Noch { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } lang kannst du sie zurückbekommen: Melde dich an und drück auf einen Knopf.
letter-put-away-account = Dein Konto bleibt. Hat eine deiner Apps die Karten noch, kann sie sie auch wieder hochladen.

## Einstellungen eines Stapels

options-title = Einstellungen von { $deck }
options-link = Einstellungen
options-preset = Stapelprofil
options-preset-used = { $n ->
    [one] { $name } (ein Stapel)
   *[other] { $name } ({ $n } Stapel)
}
options-preset-show = Zeigen
options-preset-name = Name des Stapelprofils
options-preset-shared = Stapel mit demselben Stapelprofil teilen diese Einstellungen. Die Höchstwerte „dieser Stapel“ und „heute“ gehören nur zu diesem Stapel.
options-save = Speichern
options-save-children = In allen Unterstapeln speichern
options-add = Als neues Stapelprofil speichern
options-delete = Stapelprofil löschen
options-optimise = Speichern und dieses Stapelprofil optimieren
options-optimise-all = Speichern und alle Stapelprofile optimieren
options-evaluate = Speichern und auswerten
options-optimise-hint = Parameter aus deinen Antworten zu finden dauert einen Moment und läuft weiter, während du lernst.
options-fsrs-first = Schalte zuerst FSRS ein: Die Parameter gehören dazu.
options-health-check = Beim Optimieren prüfen, wie gut FSRS zu mir passt (langsam)
options-time-to-optimise = Nach Parametern wurde zuletzt vor { $n } Tagen gesucht. Es ist Zeit, wieder zu optimieren.
options-preset-new = Stapelprofil hinzufügen
options-preset-new-hint = Es beginnt mit den üblichen Werten und gehört zu diesem Stapel. „Als neues Stapelprofil speichern“ weiter unten macht stattdessen eine Kopie.
options-preset-name-new = Name des neuen Stapelprofils
options-preset-new-name = Neues Stapelprofil
options-preset-added = Das Stapelprofil ist da, und dieser Stapel hat es.
options-saved = Die Einstellungen sind gespeichert.
options-optimised = Die Parameter passen jetzt zu deinen Antworten.
options-not-optimised = Noch gibt es nicht genug Antworten, um bessere Parameter zu finden.
options-invalid = { $field }: Dieser Wert geht nicht.
options-limits = Tageshöchstwerte
options-new-per-day = Neue Karten am Tag
options-reviews-per-day = Wiederholungen am Tag
options-new-deck = Neue Karten am Tag, dieser Stapel
options-reviews-deck = Wiederholungen am Tag, dieser Stapel
options-new-today = Neue Karten, nur heute
options-reviews-today = Wiederholungen, nur heute
options-limit-hint = Leer: wie im Stapelprofil.
options-ignore-review-limit = Neue Karten beachten den Höchstwert für Wiederholungen nicht
options-parent-limits = Höchstwerte beginnen ganz oben
options-new-cards = Neue Karten
options-learn-steps = Lernstufen
options-steps-hint = Mit Leerzeichen dazwischen: 1m 10m 1d
options-graduating = Aufstiegsintervall, Tage
options-easy-interval = Intervall bei „Einfach“, Tage
options-insert-order = Einfügereihenfolge
options-insert-due = Der Reihe nach
options-insert-random = Zufällig
options-lapses = Fehlversuche
options-relearn-steps = Lernstufen für das Wiedererlernen
options-minimum-interval = Mindestintervall, Tage
options-leech-threshold = Lernbremse nach so vielen Fehlversuchen
options-leech-action = Was mit Lernbremsen geschieht
options-leech-suspend = Die Karte ausschließen
options-leech-tag = Nur die Notiz verschlagworten
options-order = Anzeigereihenfolge
options-gather = Neue Karten werden eingesammelt
options-gather-deck = Stapel für Stapel
options-gather-deck-random = Stapel für Stapel, zufällige Notizen
options-gather-lowest = Nach aufsteigender Positionsnummer
options-gather-highest = Nach absteigender Positionsnummer
options-gather-notes = Zufällige Notizen
options-gather-cards = Zufällige Karten
options-sort = Neue Karten werden sortiert
options-sort-template = Nach Kartentyp, dann wie eingesammelt
options-sort-none = Wie eingesammelt
options-sort-template-random = Nach Kartentyp, dann zufällig
options-sort-note-template = Zufällige Notiz, dann Kartentyp
options-sort-random = Zufällig
options-new-mix = Neue Karten und Wiederholungen
options-day-learning-mix = Lernen über Tage und Wiederholungen
options-mix-mixed = Gemischt
options-mix-after = Nach den Wiederholungen
options-mix-before = Vor den Wiederholungen
options-review-order = Wiederholungen werden sortiert
options-review-day = Nach Fälligkeit, dann zufällig
options-review-day-deck = Nach Fälligkeit, dann Stapel
options-review-deck-day = Nach Stapel, dann Fälligkeit
options-review-ivl-up = Nach aufsteigendem Intervall
options-review-ivl-down = Nach absteigendem Intervall
options-review-ease-up = Nach aufsteigendem Leichtigkeitsgrad
options-review-ease-down = Nach absteigendem Leichtigkeitsgrad
options-review-recall-up = Nach aufsteigender Abrufbarkeit
options-review-recall-down = Nach absteigender Abrufbarkeit
options-review-overdue = Nach relativer Überfälligkeit
options-review-random = Zufällig
options-review-added = Nach Datum des Hinzufügens
options-review-added-down = Nach Datum des Hinzufügens, neueste zuerst
options-fsrs = FSRS
options-fsrs-on = Mit FSRS planen (alle Stapelprofile)
options-retention = Gewünschte Erinnerungsquote
options-retention-hint = Zwischen 0.70 und 0.99: wie wahrscheinlich du eine Karte wissen möchtest, wenn sie kommt.
options-retention-deck = Gewünschte Erinnerungsquote, dieser Stapel
options-parameters = Parameter
options-parameters-hint = Aus deinen Antworten gefunden. Leer: die üblichen.
options-reschedule = Fälligkeiten beim Speichern anpassen
options-historical = Frühere Erinnerungsquote
options-ignore-before = Antworten nicht beachten vor
options-ignore-before-hint = Ein Datum wie 2024-01-31, oder leer.
options-search = Karten, aus denen die Parameter gefunden werden
options-burying = Aufschieben
options-bury-new = Neue Geschwisterkarten bis morgen aufschieben
options-bury-reviews = Zu wiederholende Geschwisterkarten bis morgen aufschieben
options-bury-day-learning = Über Tage gelernte Geschwisterkarten bis morgen aufschieben
options-sounds = Töne
options-no-autoplay = Töne spielen nicht von selbst
options-skip-question = Beim Wiederholen der Antwort die Frage weglassen
options-timer = Timer
options-answer-max = Längste Antwort, Sekunden
options-show-timer = Timer zeigen
options-stop-timer = Timer bei der Antwort anhalten
options-advance = Von selbst weiter
options-question-secs = Sekunden für die Frage
options-answer-secs = Sekunden für die Antwort
options-secs-hint = 0 wartet auf dich.
options-wait = Auf Töne warten
options-question-action = Nach der Frage
options-question-show = Die Antwort zeigen
options-reminder = Mich erinnern
options-answer-action = Nach der Antwort
options-answer-bury = Die Karte aufschieben
options-answer-again = Nochmal
options-answer-good = Gut
options-answer-hard = Schwer
options-easy-days = Tage mit weniger Wiederholungen
options-easy-normal = Normal
options-easy-reduced = Reduziert
options-easy-minimum = Minimum
options-monday = Montag
options-tuesday = Dienstag
options-wednesday = Mittwoch
options-thursday = Donnerstag
options-friday = Freitag
options-saturday = Samstag
options-sunday = Sonntag
options-advanced = Für Fortgeschrittene
options-maximum-interval = Höchstintervall, Tage
options-starting-ease = Anfänglicher Leichtigkeitsgrad
options-easy-bonus = Zusatzfaktor für „Einfach“
options-interval-modifier = Allgemeiner Zusatzfaktor
options-hard-interval = Intervall bei „Schwer“
options-new-interval = Neues Intervall nach einem Fehlversuch
options-custom = Benutzerdefinierte Zeitplanung
options-custom-hint = JavaScript, das die Zustände jeder Karte ändert, bevor du sie beantwortest, in allen Stapeln. Anki auf dem Computer führt es aus und diese Website auch, abgeschottet von allem anderen: ohne eine Seite darum herum und höchstens zwei Sekunden lang.

## Sprachen

language-title = Sprache
language-lead = Die Sprache dieser Seiten, der E-Mails an dich und dessen, was der Server in deinen Apps sagt.
language-field = Sprache
language-save = Speichern
language-saved = Diese Seiten und deine E-Mails sind jetzt auf Deutsch.

## Über den Knöpfen beim Lernen

label-seconds = { $amount } s
label-minutes = { $amount } min
label-hours = { $amount } h
label-days = { $amount } T.
label-months = { $amount } Mon.
label-years = { $amount } J.
label-end = (Ende)

## Was die Apps in unserem Namen zeigen

sync-almost-put-away = Dein Konto wurde lange nicht benutzt, und seine Karten sollten bald eingelagert werden. Jetzt, da du synchronisiert hast, bleibt alles.
sync-put-away = Dein Konto wurde lange nicht benutzt, deshalb wurden seine Karten und Medien eingelagert. 30 Tage lang kannst du sie zurückbekommen: Melde dich auf der Website an. Hat dieses Gerät alle deine Karten, kannst du sie auch wieder hochladen.
sync-collection-too-large = Deine Sammlung ist größer, als dieser Server erlaubt. Auf dem Server wurde nichts geändert.
sync-collection-empty = Die hochgeladene Datei war leer, deshalb blieb die Sammlung auf dem Server, wie sie war. Versuch es noch einmal.
sync-collection-damaged = Die hochgeladene Sammlung ist beschädigt, deshalb blieb die Sammlung auf dem Server, wie sie war. Wähle Extras > Datenbank überprüfen und versuch es noch einmal.
sync-collection-refused = Die hochgeladene Datei ist keine Sammlung, die dieser Server annimmt, deshalb blieb die Sammlung auf dem Server, wie sie war.
sync-collection-slow = Das Prüfen der hochgeladenen Sammlung hat zu lange gedauert, deshalb blieb die Sammlung auf dem Server, wie sie war. Versuch es später noch einmal.
sync-collection-schema = Die hochgeladene Sammlung stammt aus einer Version von Anki, die dieser Server nicht kennt, deshalb blieb die Sammlung auf dem Server, wie sie war.
sync-account-disabled = Dieses Konto wurde geschlossen. Schreib dem Betreiber dieses Servers.
sync-account-unverified = Bestätige zuerst deine E-Mail-Adresse: Öffne den Link in der E-Mail, die du bekommen hast.
sync-storage-full = Der Speicher deines Kontos ist voll. Lösche Medien, die du nicht mehr brauchst.
sync-disk-full = Die Festplatte dieses Servers ist voll, deshalb wurde auf ihm nichts geändert. Deine Karten und Medien sind auf diesem Gerät sicher. Versuch es später noch einmal.
sync-closed = Das Synchronisieren ist für eine Weile abgeschaltet. Versuch es später noch einmal.
sync-policy-changed = Die Datenschutzerklärung dieses Servers hat sich geändert. Was sich geändert hat, steht auf seiner Website unter Datenschutz.
sync-client-old = Diese Version von Anki ist zu alt für diesen Server. Aktualisiere Anki und synchronisiere dann noch einmal.
sync-client-scheduler = Deine Sammlung benutzt einen Zeitplaner, den diese Version von Anki nicht kennt. Aktualisiere Anki und synchronisiere dann noch einmal.
sync-client-timezones = Deine Sammlung benutzt einen Umgang mit Zeitzonen, den diese Version von Anki nicht kennt. Aktualisiere Anki und synchronisiere dann noch einmal.

calculation-optimise-title = Parameter werden gesucht
calculation-evaluate-title = Wie gut FSRS vorhersagt
calculation-lead = Das läuft von selbst weiter. Du kannst inzwischen lernen und wieder hierherkommen.
calculation-look-again = Noch einmal nachsehen
calculation-stop = Anhalten
calculation-back = Zurück zu den Einstellungen
calculation-waiting = Gerade rechnen andere. Du bist dran, sobald Platz ist.
calculation-reading = Deine Antworten werden gelesen.
calculation-working = Es wird gerechnet.
calculation-part = Stapelprofil { $part } von { $all }: { $name }
calculation-writing = Das Gefundene wird aufgeschrieben. Synchronisiert gerade ein Gerät, wartet das so lange.
calculation-stopping = Es wird angehalten.
calculation-stopped = Es wurde angehalten. Nichts hat sich geändert.
calculation-broken = Hier ging etwas schief, und nichts hat sich geändert. Wer diesen Server betreibt, findet den Grund im Protokoll.
calculation-one-at-a-time = Eins nach dem anderen: Das hier lief noch. Halt es an oder warte, bis es fertig ist.
calculation-nothing-better = Es wurde nichts geändert.
calculation-better = { $n ->
    [one] Aus einer Antwort wurden bessere Parameter gefunden. „Rückgängig“ auf der Seite der Stapel nimmt sie zurück.
   *[other] Aus { $n } Antworten wurden bessere Parameter gefunden. „Rückgängig“ auf der Seite der Stapel nimmt sie zurück.
}
calculation-already-best = Die Parameter sind schon die besten.
calculation-no-answers = Es gibt keine Antworten, aus denen sich lernen ließe.
calculation-overtaken = Es wurden bessere Parameter gefunden, aber dieses Stapelprofil wurde inzwischen geändert. Es blieb, wie es war; optimiere noch einmal.
calculation-unusable = Mit den Parametern dieses Stapelprofils lässt sich nichts finden. Leere das Feld mit den Parametern und versuch es noch einmal.
calculation-healthy = FSRS passt gut dazu, wie du dir Dinge merkst.
calculation-unhealthy = FSRS tut sich schwer damit, wie du dir Dinge merkst. Achte darauf, nie „Schwer“ zu drücken, wenn du eine Karte vergessen hast.
calculation-before = Parameter vorher
calculation-usual = Die üblichen von FSRS.
calculation-after = Parameter jetzt
calculation-fit-before = Passung vorher
calculation-fit-after = Passung jetzt
calculation-fit = Log-Loss { $loss }, RMSE (bins) { $error } %
calculation-evaluated = { $name }: Die jetzigen Parameter wurden mit { $n ->
    [one] einer Antwort
   *[other] { $n } Antworten
} verglichen.
calculation-smaller-is-better = Kleinere Zahlen bedeuten, dass FSRS besser weiß, was du dir merkst.
forecast-title = Die nächsten Tage simulieren
forecast-retentions-title = Gewünschte Erinnerungsquoten vergleichen
forecast-lead = Deine eigenen Karten und Gewohnheiten, weitergeführt: was andere Einstellungen bedeuten würden. Hier ändert sich nichts.
forecast-begin = Simulieren
forecast-compare = Alle Erinnerungsquoten vergleichen
forecast-compare-hint = Der Vergleich hilft, eine gewünschte Erinnerungsquote zu wählen: was jede kosten würde und was du dir merken würdest.
forecast-days-ahead = Tage der Simulation
forecast-extra = Zusätzliche neue Karten
forecast-suspends = Lernbremsen werden ausgeschlossen
forecast-reviews = Wiederholungen am Tag
forecast-minutes = Minuten am Tag
forecast-remembered = Gemerkte Karten
forecast-remembered-end = Gemerkte Karten am Ende
forecast-gain = Gewonnene Karten je Stunde
forecast-when = Wann
forecast-day = Tag { $day }
forecast-days = Tag { $from } bis { $to }
forecast-table = Dasselbe in Zahlen, im Mittel je Zeitspanne
forecast-table-retentions = Dasselbe in Zahlen, für jede gewünschte Erinnerungsquote
forecast-too-much = Das ist zu viel auf einmal: Wähle weniger Tage oder weniger neue Karten.
forecast-summary = Von { $first } am Anfang bis { $last } am Ende; höchstens { $highest }.

upgrade-title = Diese Sammlung benutzt einen älteren Zeitplaner
upgrade-lead = Sie wurde zuletzt mit einer Version von Anki aus der Zeit vor 2021 gelernt. Um hier zu lernen, muss sie umgestellt werden, wie in Anki: Karten, Notizen und Lernverlauf bleiben, und Karten in der Lernphase behalten ihren Platz.
upgrade-warning = Das lässt sich nicht rückgängig machen. Danach laden alle deine Geräte die Sammlung einmal ganz herunter; lass sie also vorher synchronisieren und aktualisiere Apps aus der Zeit vor 2021.
upgrade-submit = Sammlung umstellen
upgrade-done = Die Sammlung ist umgestellt. Du kannst jetzt lernen; synchronisiere als Nächstes deine Geräte und wähle dort „Herunterladen“.
upgrade-first = Diese Sammlung benutzt einen älteren Zeitplaner. Stell sie zuerst auf der Seite der Stapel um.

filtered-create = Auswahlstapel erstellen
filtered-title = Einstellungen von { $deck }
filtered-new-title = Neuer Auswahlstapel
filtered-lead = Ein Auswahlstapel leiht sich Karten, die eine Suche findet, und gibt sie zurück, wenn sie gelernt sind.
filtered-first = Karten
filtered-second = Zweite Suche
filtered-second-on = Auch Karten einer zweiten Suche nehmen
filtered-search = Suche
filtered-limit = Höchstens
filtered-order = In der Reihenfolge
filtered-order-oldest = Am längsten nicht gesehen zuerst
filtered-order-random = Zufällig
filtered-order-ivl-up = Aufsteigende Intervalle
filtered-order-ivl-down = Absteigende Intervalle
filtered-order-lapses = Meiste Fehlversuche
filtered-order-added = Reihenfolge des Hinzufügens
filtered-order-due = Reihenfolge der Fälligkeit
filtered-order-added-down = Zuletzt hinzugefügt zuerst
filtered-order-recall-up = Aufsteigende Abrufbarkeit
filtered-order-recall-down = Absteigende Abrufbarkeit
filtered-order-overdue = Relative Überfälligkeit
filtered-options = Einstellungen
filtered-reschedule = Karten nach meinen Antworten in diesem Stapel umplanen
filtered-preview = Ohne das: Sekunden, bis eine Karte wiederkommt
filtered-preview-hint = 0 gibt die Karte ihrem Stapel zurück.
filtered-again = Nochmal
filtered-hard = Schwer
filtered-good = Gut
filtered-may-be-empty = Den Stapel auch erstellen, wenn sich keine Karten finden
filtered-build = Aufbauen
filtered-rebuild = Speichern und neu aufbauen
filtered-saved = Der Stapel ist aufgebaut.

preferences-saved = Die Einstellungen des Lernens sind gespeichert.
preferences-title = Einstellungen des Lernens
preferences-lead = Wie in Ankis Einstellungen: Sie gehören zu deiner Sammlung und reisen mit ihr.
preferences-rollover = Der nächste Tag beginnt, Stunden nach Mitternacht
preferences-learn-ahead = Wie weit im Voraus gelernt wird, Minuten
preferences-timebox = Zeitfenster, Minuten
preferences-timebox-hint = Nach so langer Zeit erfährst du, wie viele Karten du gelernt hast. 0: nie.
preferences-remaining = Zeigen, wie viele Karten übrig sind
preferences-intervals = Auf den Knöpfen zeigen, wann eine Karte wiederkommt
preferences-audio-buttons = Abspielknöpfe auf Karten mit Tönen zeigen
preferences-interrupt = Töne anhalten, wenn eine Karte beantwortet wird
preferences-remote = Bilder und Töne von anderen Websites in Karten laden
preferences-remote-hint = Ist das aus, erfährt niemand sonst, was du wann lernst. Das betrifft nur diese Website.
study-timebox = Gelernte Karten: { $cards }. Minuten: { $minutes }.
study-timebox-title = Zeit für eine Pause?
study-timebox-go-on = Weiter
study-timebox-finish = Aufhören
study-settings = Einstellungen des Lernens
study-day-over = Ein neuer Tag hat begonnen.
study-voices = Stimmen dieses Browsers:
study-voices-none = Dieser Browser hat keine Stimmen.
template-front-problem = Die Vorlage der Vorderseite hat ein Problem:
template-back-problem = Die Vorlage der Rückseite hat ein Problem:
template-more = Mehr dazu
template-not-closed = „{ $tag }“ fehlt.
template-other-open = „{ $tag }“ steht da, wo „{ $wanted }“ erwartet wird.
template-not-open = „{ $tag }“ steht da, aber davor weder „{ $one }“ noch „{ $other }“.
template-no-field = „{ $tag }“ steht da, aber ein Feld „{ $field }“ gibt es nicht.
template-too-large = Diese Karte ist zu groß, um sie zu zeigen.
template-no-question = Auf der Vorderseite dieser Karte steht nichts.
