# Español. La fuente es en.ftl; aquí está cada uno de sus mensajes.
#
# Tono: cálido, llano, preciso. Tratamos de tú, en un español neutro. Qué ha pasado y qué hacer
# ahora. Sin signos de exclamación y sin «por favor» donde basta un hecho.
#
# Las palabras de Anki, como las dicen las aplicaciones: tarjeta, nota, tipo de nota, tipo de
# tarjeta, mazo, mazo filtrado, configuración (preset), etiqueta (tag), marcador (flag), repaso,
# paso de aprendizaje, olvido (lapse), sanguijuela (leech), enterrar (bury), suspender (suspend),
# tarjeta hermana (sibling), facilidad (ease), retención (retention).

-fuda = Fuda

language-name = Español

## Marco

brand = { -fuda }
page-title = { $page } · { -fuda }
skip-to-content = Ir al contenido
nav-site = Sitio
nav-footer = Acerca de este sitio
nav-decks = Mazos
nav-connect = Conectar
nav-account = Cuenta
nav-log-in = Iniciar sesión
nav-sign-up = Registrarse
nav-log-out = Salir
footer-apps = Aplicaciones
footer-about = Acerca de
footer-support = Ayuda
footer-terms = Condiciones
footer-privacy = Privacidad
footer-note = Software libre para quienes aprenden.
plain-http-banner = Esta página no está cifrada. En tu propio equipo o en la red de casa no hay problema; en cualquier otro sitio, pide a quien administra el servidor una dirección https.

## Inicio, para visitantes

home-title = Un hogar para tu colección de Anki
home-lead = { -fuda } mantiene al día tus tarjetas, tu historial de repasos y tus archivos multimedia entre la computadora, el teléfono y la tableta. Habla el mismo idioma que AnkiWeb, así que las aplicaciones de Anki que ya tienes funcionan tal como están.
home-point-sync-title = Tus aplicaciones, sin cambios
home-point-sync = Anki en la computadora desde la 2.1.28 hasta hoy, AnkiDroid y AnkiMobile: escribe una dirección e inicia sesión.
home-point-safe-title = Guardado con cuidado
home-point-safe = Lo que el servidor ha confirmado está en el disco. Los estados anteriores de tu colección se guardan 30 días, por si algo sale mal.
home-point-quiet-title = Nadie te observa
home-point-quiet = Una cookie, para mantener tu sesión abierta. Sin analítica, sin publicidad y sin cargar nada de ningún otro sitio.
home-apps = Qué aplicaciones funcionan

## Registro

sign-up-title = Registrarse
sign-up-lead = Una dirección de correo y una contraseña: no hace falta más.
sign-up-invited = Has recibido una invitación. Elige la dirección y la contraseña con las que quieres iniciar sesión.
sign-up-submit = Registrarse
sign-up-has-account = ¿Ya tienes cuenta?
sign-up-terms = Al registrarte aceptas las condiciones de este servidor.
sign-up-terms-link = Leer las condiciones
sign-up-privacy-link = Qué se guarda sobre ti
sign-up-closed-title = Este servidor no admite nuevos miembros
sign-up-closed = El registro está desactivado aquí. Si crees que deberías tener una cuenta, escribe a quien lo administra.
sign-up-by-invitation-title = Con invitación
sign-up-by-invitation = Este servidor admite nuevos miembros con invitación. Si te han enviado un enlace de invitación, ábrelo para registrarte. Si no, pide uno a quien lo administra.
sign-up-bad-invitation = Esta invitación ya se ha usado o ha dejado de ser válida. Pide una nueva.
sign-up-sent-title = Mira en tu correo
sign-up-sent = Si { $address } puede usarse para una cuenta nueva, un mensaje con un enlace va en camino. Abre el enlace para terminar el registro. El mensaje dice cuánto tiempo funciona.
sign-up-sent-hint = ¿Nada después de unos minutos? Mira en la carpeta de correo no deseado, comprueba que la dirección no tenga errores e inténtalo de nuevo.
sign-up-try-again = Registrarse de nuevo

## Confirmar una dirección

verify-title = Confirma tu dirección
verify-lead = Un clic y tu cuenta estará lista.
verify-submit = Confirmar e iniciar sesión
verify-bad-link-title = Este enlace ya no funciona
verify-bad-link = Los enlaces de nuestros mensajes funcionan una vez y solo durante un tiempo. Si tu dirección ya está confirmada, puedes iniciar sesión sin más. Si no, regístrate otra vez y te enviaremos uno nuevo.
verify-done = Tu dirección está confirmada. Te damos la bienvenida a { -fuda }.

## Entrar y salir

log-in-title = Iniciar sesión
log-in-lead = Qué bien verte de nuevo.
log-in-submit = Iniciar sesión
log-in-no-account = ¿Es tu primera vez aquí?
log-in-forgotten = ¿Has olvidado la contraseña?
log-in-first = Inicia sesión primero y te llevaremos allí.
logged-out = Has cerrado la sesión.
logged-out-everywhere = Has cerrado la sesión en todas partes, en este navegador y en todos los demás.

## Contraseña olvidada

reset-title = Contraseña olvidada
reset-lead = Escribe la dirección de tu cuenta. Te enviaremos un enlace para elegir una contraseña nueva.
reset-submit = Enviar el enlace
reset-sent-title = Mira en tu correo
reset-sent = Si hay una cuenta para { $address }, un mensaje con un enlace va en camino. El mensaje dice cuánto tiempo funciona.
reset-remembered = ¿La has recordado?
new-password-title = Elige una contraseña nueva
new-password-lead = Después se cerrará la sesión en todos los navegadores y dispositivos. Vuelve a iniciarla en cada uno con la contraseña nueva.
new-password-submit = Guardar la contraseña nueva
new-password-bad-link-title = Este enlace ya no funciona
new-password-bad-link = Los enlaces para una contraseña nueva funcionan una vez y solo durante poco tiempo. Pide uno nuevo.
new-password-ask-again = Pedir un enlace nuevo
new-password-done = Tu contraseña nueva está guardada. Inicia sesión con ella.

## Campos

field-email = Dirección de correo
field-email-hint = Enviamos un mensaje para comprobar que es tuya.
field-password = Contraseña
field-new-password = Contraseña nueva
field-new-password-hint = Al menos { $n } caracteres. La longitud vale más que los símbolos raros, y un gestor de contraseñas puede recordarla por ti.
field-current-password = Contraseña actual

## Rechazos: qué ha fallado y qué hacer

refused-email-missing = Escribe tu dirección de correo.
refused-email-bad = Esto no parece una dirección de correo. Debería parecerse a name@example.org.
refused-password-missing = Escribe tu contraseña.
refused-new-password-missing = Elige una contraseña.
refused-current-password-missing = Escribe tu contraseña actual.
refused-link = Este enlace ya no funciona. Pide uno nuevo.
refused-password-short = Esta contraseña es demasiado corta. Usa al menos { $n } caracteres.
refused-password-long = Esta contraseña es demasiado larga. Se pueden usar hasta { $n } bytes.
refused-password-common = Esta contraseña es de las primeras que cualquiera probaría. Elige otra.
refused-password-same = Esta es la contraseña que ya tienes. Elige una distinta.
refused-sign-in = La dirección de correo y la contraseña no se corresponden. Comprueba ambas e inténtalo de nuevo.
refused-current-password = Esta no es tu contraseña actual.
refused-unverified = Tu dirección aún no está confirmada. Abre el enlace del mensaje que te enviamos. Si ya no lo tienes, regístrate otra vez con la misma dirección y te enviaremos uno nuevo.
refused-disabled = Esta cuenta ha sido cerrada por quien administra este servidor.
refused-too-many = Ha habido demasiados intentos fallidos. Espera { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    } e inténtalo de nuevo.
refused-busy = En este momento está entrando muchísima gente. Inténtalo de nuevo dentro de unos segundos.
refused-forged = Este formulario venía de otra página, así que no se ha cambiado nada. Abre aquí la página e inténtalo de nuevo.
refused-stale-session = Entretanto se ha cerrado tu sesión, así que no se ha cambiado nada. Inicia sesión e inténtalo de nuevo.
refused-form-unreadable = El servidor no ha podido leer este formulario. Vuelve atrás, recarga la página e inténtalo de nuevo.
refused-plain-http = Por tu seguridad, sin cifrado solo se puede iniciar sesión en tu propio equipo o en la red de casa. Usa la dirección https de este servidor.

## Conectar Anki

connect-title = Conecta tu Anki
connect-lead = Escribe esta dirección en tus aplicaciones de Anki, sincroniza e inicia sesión con la dirección de correo y la contraseña de tu cuenta.
apps-title = Aplicaciones
connect-lead-visitor = Estas son las aplicaciones que funcionan con { -fuda }. Escribe esta dirección en ellas, sincroniza e inicia sesión con tu cuenta.
connect-address = Dirección de sincronización
connect-copy = Copiar
connect-copied = Copiada
connect-qr-title = En un teléfono o una tableta
connect-qr = Escanea esto con la cámara y copia la dirección en la aplicación.
connect-qr-label = Código QR de la dirección de sincronización
connect-empty = Todavía no se ha sincronizado nada. Tu primera sincronización sube la colección desde el dispositivo que la tiene.
connect-first-sync-title = La primera sincronización
connect-first-sync = Empieza por el dispositivo que tiene tus tarjetas. Puede que Anki pregunte qué lado conservar: elige allí «Subir a AnkiWeb». En todos los demás dispositivos elige «Descargar desde AnkiWeb». Las aplicaciones dicen AnkiWeb, pero hablan con este servidor.
connect-switch-title = Si vienes de AnkiWeb
connect-switch = Sincroniza cada dispositivo con AnkiWeb una última vez, cierra allí la sesión y escribe después la dirección de arriba. Tu colección en AnkiWeb se queda como está.

connect-desktop-title = Anki en la computadora
connect-desktop-versions = Windows, macOS, Linux · 2.1.57 y posteriores
connect-desktop-step-1 = Abre Herramientas → Preferencias → Red. En un Mac: Anki → Preferencias.
connect-desktop-step-2 = Si tienes la sesión abierta en AnkiWeb, elige allí primero «Cerrar sesión».
connect-desktop-step-3 = Escribe la dirección de sincronización en «Servidor de sincronización propio» y cierra la ventana.
connect-desktop-step-4 = Reinicia Anki, pulsa Sincronizar e inicia sesión con tu dirección de correo y tu contraseña de { -fuda }.

connect-older-title = Versiones antiguas de Anki en la computadora
connect-older-versions = 2.1.28 a 2.1.56
connect-older-lead = Estas versiones leen la dirección de dos variables de entorno. Defínelas y abre Anki desde el mismo lugar.
connect-older-linux = Linux y macOS, en una terminal
connect-older-windows = Windows, en el símbolo del sistema
connect-older-step = Pulsa Sincronizar e inicia sesión con tu dirección de correo y tu contraseña de { -fuda }.

connect-droid-title = AnkiDroid
connect-droid-versions = Android · 2.16 y posteriores
connect-droid-step-1 = Abre Ajustes → Sincronización → Servidor de sincronización personalizado.
connect-droid-step-2 = Actívalo y escribe la dirección de sincronización como «URL de sincronización».
connect-droid-step-3 = Vuelve a Sincronización, elige «Cuenta de AnkiWeb» e inicia sesión con tu dirección de correo y tu contraseña de { -fuda }.
connect-droid-older = AnkiDroid 2.15 y anteriores pide dos direcciones. URL de sincronización:
connect-droid-older-media = URL de sincronización multimedia:

connect-mobile-title = AnkiMobile
connect-mobile-versions = iPhone y iPad
connect-mobile-step-1 = Abre Settings → Syncing → Custom sync server (AnkiMobile muestra estos nombres en inglés).
connect-mobile-step-2 = Escribe la dirección de sincronización. Si es un servidor de tu red doméstica, permite que AnkiMobile busque dispositivos en la red local cuando el sistema lo pregunte.
connect-mobile-step-3 = Pulsa el botón de sincronizar e inicia sesión con tu dirección de correo y tu contraseña de { -fuda }.
connect-this-machine = Esta dirección solo funciona en este equipo. Para conectar un teléfono u otra computadora, quien administra el servidor indica la dirección con la que llegan a él (web.base_url en sus ajustes).
connect-not-encrypted = Esta dirección no está cifrada. Algunas versiones de las aplicaciones móviles solo aceptan direcciones que empiezan por https.

## Cuenta

account-title = Tu cuenta
account-signed-in-as = Sesión iniciada como { $address }
account-storage-title = Espacio
account-storage-used = { $size } en uso
account-storage-collection = Colección
account-storage-media = Multimedia
account-storage-media-files = { $n ->
        [one] un archivo
       *[other] { $n } archivos
    }
account-storage-picture = Colección { $collection }, multimedia { $media }
account-storage-unavailable = Quien administra el servidor está atendiendo tu colección en este momento, así que no se puede mostrar su tamaño. No se ha eliminado nada.
account-counts = { $notes ->
        [one] una nota
       *[other] { $notes } notas
    }, { $cards ->
        [one] una tarjeta
       *[other] { $cards } tarjetas
    }, { $reviews ->
        [one] un repaso
       *[other] { $reviews } repasos
    }
account-devices-title = Dispositivos
account-devices-lead = Las aplicaciones de Anki con la sesión abierta en tu cuenta.
account-devices-none = Ninguna aplicación ha iniciado sesión todavía.
account-devices-connect = Conecta tu Anki
device-unknown = Aplicación desconocida
device-first-sync = Primera sincronización
device-last-sync = Última sincronización
device-logged-in = Sesión iniciada
device-revoke = Cerrar sesión
device-revoke-label = Cerrar sesión de { $device }
device-revoked = La sesión del dispositivo está cerrada. En la próxima sincronización te pedirá la contraseña.
device-already-gone = La sesión de ese dispositivo ya estaba cerrada.
account-password-title = Contraseña
account-password-lead = Cuando la cambias, se cierra la sesión en todos los demás navegadores y en todos los dispositivos.
account-password-submit = Cambiar contraseña
account-password-changed = Tu contraseña ha cambiado. Se ha cerrado la sesión en todos los demás navegadores y en todos los dispositivos.
account-sessions-title = Este y otros navegadores
account-sessions-lead = Los navegadores que tienen la sesión abierta en tu cuenta. Las aplicaciones de Anki siguen con la sesión abierta cuando cierras la de los navegadores; están arriba, en Dispositivos.
browser-on = { $program } en { $system }
browser-unknown = Navegador desconocido
session-this = Este navegador
session-last-seen = Visto por última vez
session-revoke-label = Cerrar sesión de { $browser }
session-revoked = La sesión de ese navegador está cerrada.
session-already-gone = La sesión de ese navegador ya estaba cerrada.
session-others-revoked = Se ha cerrado la sesión en todos los demás navegadores.
account-log-out-others = Cerrar todas las demás
account-log-out-everywhere = Salir en todas partes
account-leave-title = Marcharse
account-leave = Puedes hacer que se elimine tu cuenta con todo lo que contiene.
account-leave-link = Cómo marcharse

leave-title = Eliminar tu cuenta
leave-lead = Tu cuenta, tu colección, sus estados anteriores y tus archivos multimedia pueden eliminarse de este servidor.
leave-keep = Tus tarjetas se quedan en tus aplicaciones de Anki. Antes de marcharte, abre una de ellas y sincroniza una vez más para que lo tenga todo.

## Acerca de

about-title = Acerca de
about-lead = { -fuda } es un servidor de sincronización para Anki, el programa de tarjetas de estudio. Una fuda (札) es una tarjeta: la tablilla de madera, el naipe, el papel con una palabra escrita.
about-what-title = Qué hace hoy
about-what = Guarda tu colección: notas, tarjetas, mazos, opciones, historial de repasos, imágenes y sonidos. Las aplicaciones de Anki sincronizan con él igual que con AnkiWeb, y donde no hay aplicación estudias en este sitio.
about-who-title = Quién lo administra
about-who = Este servidor lo administra { $operator }.
about-who-unnamed = Quien administra este servidor no ha dejado su nombre. Probablemente te dio la dirección esa misma persona.
about-free-title = Software libre
about-free = { -fuda } es software libre bajo la GNU Affero General Public License, versión 3 o posterior. Puedes usarlo, leerlo, cambiarlo y compartirlo.
about-source = Leer el código fuente
about-source-ask = Quien administra este servidor te debe su código fuente. Pídeselo.
about-anki = Anki lo hacen otras personas. { -fuda } no forma parte de Anki ni de AnkiWeb y no cuenta con su respaldo.
about-version = Versión { $version }

## Estado

status-title = Estado
status-runs = Este servidor está en marcha.
status-logs-title = Registros
status-logs-well = Las direcciones del registro de peticiones se acortan a los 7 días y las líneas desaparecen a los 30. Ambas cosas se hicieron a tiempo.
status-logs-overdue = Un registro contiene más de lo que ya debería: las direcciones tendrían que estar acortadas a los 7 días y las líneas desaparecer a los 30. Quien administra el servidor puede ver por qué.
status-backups-title = Copias de seguridad
status-backups-none = Este servidor no hace copias de seguridad por sí mismo. Pregunta a quien lo administra cómo se protegen tus datos.
status-backups-made = Última copia de seguridad: { $day }.
status-backups-missed = Última copia de seguridad completa: { $day }. Falta una más reciente; quien administra el servidor puede ver por qué.
status-backups-never = Todavía no se ha podido hacer ninguna copia de seguridad. Quien administra el servidor puede ver por qué.
status-rehearsal-never = Todavía no se ha probado si una copia de seguridad se puede restaurar.
status-rehearsal-well = Última prueba de que se puede restaurar: { $day }. Estaba todo.
status-rehearsal-failed = Última prueba de que se puede restaurar: { $day }. No estaba todo. Quien administra el servidor puede ver por qué.

setup-title = Preparar este servidor
setup-lead = Solo tú ves esta página: tu cuenta se creó con el enlace del primer arranque.
setup-checklist = Lo que aún no está bien
setup-checklist-lead = Lo mismo que dice la orden «fuda doctor» en el servidor.
setup-well = Bien.
setup-trouble = Por hacer.
setup-letter = ¿Llegan los mensajes?
setup-letter-lead = Un mensaje a { $email } lo demuestra. Sin servidor de correo queda en la carpeta outbox.
setup-letter-submit = Enviarme un mensaje
setup-letter-sent = Un mensaje para ti va en camino.
setup-settings = Ajustes
setup-settings-lead = Valen desde el próximo arranque del servidor. Todos los demás están en el archivo de ajustes.
setup-fixed = Esto está en el archivo de ajustes o en el entorno, que pesan más que esta página.
setup-base-url = Dirección de este sitio
setup-base-url-hint = Tal como llegan a él personas y aplicaciones, por ejemplo https://anki.example.org.
setup-operator = Quién lo administra
setup-operator-hint = Aparece en las páginas Acerca de, Condiciones y Privacidad. Un cambio posterior se anuncia antes a los miembros.
setup-contact = Cómo se te localiza
setup-contact-hint = Una dirección de correo o web, para los miembros.
setup-location = Dónde está el servidor
setup-location-hint = Para la página de privacidad, por ejemplo Linz, Austria.
setup-registration = Quién puede registrarse
setup-registration-hint = invite: con un enlace tuyo; open: cualquiera; closed: nadie.
setup-mail-from = Remitente de los mensajes
setup-mail-from-hint = Por ejemplo Fuda <fuda@example.org>.
setup-mail-host = Servidor de correo
setup-mail-host-hint = Vacío: los mensajes se escriben en la carpeta outbox.
setup-mail-port = Su puerto
setup-mail-tls = Cifrado hasta él
setup-mail-tls-hint = starttls va con el puerto 587, tls con el puerto 465.
setup-mail-user = Usuario en el servidor de correo
setup-mail-password = Contraseña en el servidor de correo
setup-mail-password-hint = Se escribe en un archivo propio y nunca se muestra. Vacío: como estaba.
setup-submit = Guardar para el próximo arranque
setup-kept = Guardado. Reinicia el servidor y valdrá.
setup-tls = El cifrado se ajusta en el archivo de ajustes, en doorway.tls: un certificado tuyo o uno que este servidor pide por sí mismo. La guía para administradores dice cómo.

in-use-title = Aplicaciones en uso
in-use-lead = Qué aplicaciones y sistemas se usan con este servidor. Las cuentas se hacen una vez al día, en ellas no se nombra a nadie, y un grupo de menos de { $least } nunca se muestra por separado.
in-use-drawn = Cuenta hecha: { $day }.
in-use-apps-title = Aplicaciones que sincronizan
in-use-apps = Cada miembro que ha sincronizado en los últimos 30 días cuenta una vez, con la última aplicación que usó.
in-use-installations-title = Instalaciones de Anki
in-use-installations = Donde Anki en la computadora pregunta a este servidor si hay una versión más reciente, cuenta una vez si ha preguntado en los últimos 30 días. Se reconoce por un número aleatorio propio, del que solo se guarda una huella con clave; a su lado no hay ninguna cuenta ni dirección.
in-use-versions = Por versión
in-use-systems = Por sistema
in-use-name = Grupo
in-use-count = Número
in-use-others = Otros
in-use-too-few = Demasiado pocos para mostrarlos.

## Ayuda

support-title = Ayuda
support-lead = La mayoría de las preguntas se responden aquí en un minuto. Para el resto hay una persona.
support-contact-title = Escríbenos
support-contact = Quien administra este servidor responde en
support-contact-none = Quien administra este servidor no ha dejado una dirección. Pregunta a la persona que te habló de él.
support-contact-hint = Di qué aplicación y qué versión usas, qué hiciste y qué te dijo la aplicación. No envíes nunca tu contraseña; nadie aquí te la pedirá.
support-q-login = La aplicación dice que el correo o la contraseña son incorrectos
support-a-login = Prueba primero la misma dirección de correo y la misma contraseña en este sitio. Si aquí funcionan, mira la dirección de sincronización en la aplicación: con una equivocada, la aplicación pregunta a AnkiWeb, que no te conoce.
support-q-which = La aplicación pregunta si subir o descargar
support-a-which = Lo pregunta cuando los dos lados ya no se pueden combinar y la primera vez de todas. Subir conserva lo que hay en el dispositivo; descargar conserva lo que hay en el servidor. Si tienes dudas, haz antes una copia de seguridad en la aplicación.
support-q-wrong = Elegí el lado equivocado
support-a-wrong = No vuelvas a sincronizar ese dispositivo. El servidor guarda los estados anteriores de una colección durante 30 días, y quien lo administra puede recuperar uno.
support-q-device = La aplicación rechaza una contraseña que este sitio acepta
support-a-device = Tu cuenta tiene un segundo factor. Las aplicaciones no pueden pedir códigos, así que entran con contraseñas propias: crea una en la página de tu cuenta, en Contraseñas de dispositivo.
support-q-letter = No llega ningún mensaje
support-a-letter = Mira en la carpeta de correo no deseado y comprueba que la dirección no tenga errores. Los mensajes de este servidor nunca contienen imágenes ni publicidad.
support-connect = Cómo conectar una aplicación

## Condiciones

terms-title = Condiciones
terms-lead = Breves, para que se puedan leer. Léelas junto con la página de privacidad.
terms-privacy-link = Página de privacidad
terms-account-title = Tu cuenta
terms-account = Necesitas una dirección de correo en la que se te pueda localizar. Guarda tu contraseña para ti y no la uses en otros sitios. De lo que ocurra con tu cuenta respondes tú.
terms-content-title = Tus tarjetas
terms-content = Lo que guardas aquí sigue siendo tuyo. El servidor solo lo copia para protegerlo y devolverlo a tus propios dispositivos. No guardes lo que no tienes permitido tener.
terms-fair-title = Uso razonable
terms-fair = No intentes dañar el servidor ni a quienes lo usan. Quien lo administra puede cerrar las cuentas que lo hagan.
terms-service-title = Ninguna promesa que no podamos cumplir
terms-service = El servidor se ofrece tal como es. Quien lo administra procura que funcione y que tus datos estén a salvo, pero no puede prometer que nunca falle nada. Conserva copias de seguridad; las aplicaciones de Anki las hacen por ti.
terms-end-title = Marcharse
terms-end = Puedes marcharte cuando quieras, y quien administra el servidor puede terminar el servicio con aviso previo. Tus tarjetas se quedan en tus aplicaciones.
terms-contact-title = Contacto
terms-contact = Las preguntas sobre estas condiciones se dirigen a
terms-contact-none = Las preguntas sobre estas condiciones se dirigen a la persona que administra este servidor.

## Privacidad

privacy-title = Privacidad
privacy-lead = Esta página dice qué guarda este servidor sobre ti, por qué y durante cuánto tiempo. Se elabora a partir de los ajustes en uso y de la lista de datos del programa, así que dice lo que hay. Léela junto con las condiciones.
privacy-terms-link = Condiciones
privacy-controller-title = Quién es responsable
privacy-controller = Responsable de este servidor: { $name }.
privacy-controller-address = Dirección: { $address }.
privacy-controller-officer = Delegado de protección de datos: { $officer }.
privacy-controller-none = Quien administra el servidor no ha dicho quién es responsable. Pregunta a la persona que te habló de él.
privacy-successor = El { $day } la responsabilidad pasa a { $name }, { $address }. Todo lo que aquí se promete sigue prometido. Hasta entonces puedes llevarte una copia de tus datos y hacer que se elimine la cuenta; de las cuentas eliminadas para entonces no se traspasa nada.
privacy-email-title = Tu dirección de correo
privacy-email = Para registrarte necesitas una dirección que funcione. Sirve para iniciar sesión y para mensajes sobre tu cuenta: para confirmar la dirección, para elegir una contraseña nueva, para confirmar otra dirección y para decirte cuándo se ha cambiado algo del inicio de sesión, cuándo alguien ha iniciado sesión con un navegador o una aplicación, o desde una red, que no habías usado últimamente, cuándo alguien ha intentado registrarse con tu dirección, cuándo está lista una copia de tus datos, cuándo cambia esta política, cuándo la cuenta lleva mucho tiempo sin usarse y cuándo se ha cerrado o eliminado. No hay boletín, y los mensajes no contienen imágenes ni rastreo.
privacy-password-title = Tu contraseña
privacy-password = Nunca se guarda. El servidor conserva una huella lenta y con sal (Argon2id), a partir de la cual no se puede recuperar. Usa una que no uses en ningún otro sitio, mejor de un gestor de contraseñas.
privacy-cards-title = Tus tarjetas
privacy-cards = Las notas, tarjetas, opciones, historial de repasos y archivos multimedia que envían tus aplicaciones o que añades en el sitio web se guardan para que tus dispositivos puedan recogerlos. Los demás miembros no pueden verlos. La persona que administra el servidor tiene acceso a sus discos y por tanto podría mirar; las tarjetas no están cifradas frente a ella.
privacy-earlier = Cuando algo cambia, el estado anterior se guarda { $days } días para poder deshacer errores. Después se elimina.
privacy-backups = Las copias de seguridad están cifradas, lo tuyo con una clave propia, y se guardan { $days } días. Cuando se elimina tu cuenta, también se elimina esa clave: pasados { $keydays } días no se puede leer nada tuyo en ninguna de ellas.
privacy-no-backups = Este servidor no hace copias de seguridad propias.
privacy-own-copy = Ningún sistema es perfectamente seguro. Conserva una copia tuya: con «Exportar» en las aplicaciones de Anki o desde la página de tus datos.
privacy-devices-title = Tus dispositivos
privacy-devices = Cuando una aplicación inicia sesión y sincroniza, el servidor anota el programa, su versión, el sistema en el que funciona y la primera y la última sincronización, y los muestra en la página de tu cuenta. También se cuentan, sin personas. A una aplicación demasiado antigua se le avisa. La clave que mantiene abierta la sesión de la aplicación se guarda solo como huella y termina cuando cierras la sesión del dispositivo. Cuando inicias sesión con un navegador, el servidor anota qué navegador y qué sistema es, y los muestra en la página de tu cuenta mientras la sesión siga abierta. Para poder avisarte de un inicio de sesión con un navegador o una aplicación, o desde una red, que no has usado últimamente, se conservan huellas de ellos hasta 210 días después del último inicio de sesión con ellos; de una dirección de red solo entra en ellas la parte que los registros conservan al cabo de una semana.
privacy-versions-title = Consultas de versión
privacy-versions = Cuando Anki arranca en una computadora cuyo dueño ha indicado este servidor, pregunta si hay una versión más reciente y dice su versión, el sistema y un número que inventó al azar la primera vez que se abrió. La versión y el sistema se anotan junto a una huella de ese número y el día, para contar instalaciones; con ello no se anota ninguna cuenta ni dirección. Lo que no se ha visto en { $days } días se elimina.
privacy-cookies-title = Cookies
privacy-cookies = Cuando inicias sesión, una cookie la mantiene abierta y vincula lo que haces con tu cuenta. Termina cuando sales, tras 30 días sin visitas o tras 180 días. Antes de iniciar sesión no se guarda nada. No hay analítica, y ninguna página carga nada de otro servidor. Las cookies de otros que tu navegador pueda enviar se ignoran.
privacy-logs-title = Registros
privacy-logs = De cada petición se anotan la fecha y la hora, la dirección de red, el navegador o la aplicación y su versión, la página y la página de la que venías, y el número de tu cuenta si tienes la sesión abierta. Sirve para proteger el servidor, encontrar fallos, contar el uso y ayudar. Un segundo registro anota los mensajes con su dirección. Las direcciones se acortan al cabo de una semana, y ambos registros se borran solos a los { $days } días.
privacy-limits-title = Inicios de sesión fallidos
privacy-limits = Para que nadie adivine contraseñas, los inicios de sesión fallidos se cuentan durante poco tiempo por cuenta y por dirección de red.
privacy-statistics-title = Estadísticas
privacy-statistics = Una vez al día se calculan sumas sobre el historial de repasos y las opciones de todos los miembros, como la tasa media de aciertos. El programa que lo hace no puede leer tarjetas, nombres ni archivos multimedia; una cifra que comparten menos de { $members } miembros no se muestra; nada en ella lleva hasta nadie. Puedes oponerte más abajo.
privacy-sharing-title = Quién más
privacy-sharing = El servidor no cede nada. No se vende nada, y nadie más usa tus datos.
privacy-sharing-list = Por encargo de quien administra el servidor, trabajan con los datos:
privacy-sharing-mail = Los mensajes viajan a través de { $provider }. Recibe la dirección, el asunto y el texto de cada mensaje.
privacy-sharing-no-mail = Este servidor no tiene servidor de correo: sus mensajes los entrega quien lo administra.
privacy-basis-title = Qué lo permite
privacy-basis = Los datos que nos das, como tu dirección y tus tarjetas, hacen falta para lo que has pedido: un contrato (artículo 6, apartado 1, letra b, del Reglamento General de Protección de Datos). Las estadísticas y los registros se apoyan en eso y en un interés legítimo (f): mantener el servicio seguro y mejorarlo. Eliminar cuentas, darte una copia y anotar a quién se comunicó cada política es lo que pide la ley (c). La lista de datos lo dice uno por uno.
privacy-location-title = Dónde
privacy-location = Los datos están en: { $location }.
privacy-location-backups = Las copias de seguridad están en: { $location }.
privacy-location-unknown = Quien administra el servidor no ha dicho dónde está. Pregunta, si te importa.
privacy-location-caches = Solo lo que cualquiera puede ver puede quedar en memorias intermedias por el camino. Lo tuyo, nunca.
privacy-rights-title = Tus derechos
privacy-rights = Puedes ver lo que contiene tu cuenta en su página, llevarte una copia de todo, corregir tu dirección, oponerte a las estadísticas y hacer que se elimine la cuenta. Puedes reclamar ante la autoridad de protección de datos del lugar donde vives.
privacy-rights-data-link = Tus datos
privacy-changes-title = Cambios
privacy-changes = Cuando esta política cambia de un modo que importa, se te avisa en este sitio web, en tus aplicaciones en la próxima sincronización y por correo. Lo nuevo no se hace con tus datos antes de que lo hayas visto. Todas las versiones siguen pudiendo leerse.
privacy-transfer-title = Si otra persona se hace cargo
privacy-transfer = Si el servicio pasa a otras manos, se te avisa al menos { $days } días antes, y puedes llevarte antes tus datos y hacer que se elimine la cuenta. Quien se haga cargo queda obligado por esta política.
privacy-contact-title = Contacto
privacy-contact-at = Las preguntas sobre tus datos se dirigen a
privacy-contact-none = Quien administra el servidor no ha dejado una dirección. Pregunta a la persona que te habló de él.

privacy-purpose-account = Dejarte entrar a ti y a nadie más
privacy-purpose-letters = Mensajes sobre tu cuenta
privacy-purpose-cards = Tus tarjetas, archivos multimedia y repasos, para tus dispositivos
privacy-purpose-undo = Estados anteriores, para deshacer un error
privacy-purpose-loss = Copias de seguridad, para recuperar el servicio tras una pérdida
privacy-purpose-devices = Qué aplicación se usó cuándo: para ti y para la ayuda
privacy-purpose-diagnosis = Seguridad, búsqueda de fallos, recuento del uso, ayuda
privacy-purpose-unused = Archivar lo que nadie usa
privacy-purpose-removal = Eliminar cuentas y mantenerlas eliminadas
privacy-purpose-bounces = No escribir a direcciones a las que los mensajes no llegan
privacy-purpose-statistics = Sumas sobre los repasos de muchas personas
privacy-purpose-policy = A quién se comunicó qué versión de esta política
privacy-purpose-copy = Una copia de todo, para ti
privacy-purpose-installations = Cuántas instalaciones hay y en qué sistemas

policy-register-link = Todos los datos, uno por uno
policy-history-link = Versiones anteriores
policy-updated = Versión { $version }, última actualización: { $day }.
proof-swept = Última comprobación: { $day }. El registro más antiguo: { $oldest }.
proof-empty = Última comprobación: { $day }. No hay nada.
proof-late = Última comprobación: { $day }. Algo es más antiguo de lo permitido. Se ha avisado a quien administra el servidor.
proof-never = Todavía sin comprobar.
proof-backup = Última copia de seguridad: { $day }.
proof-rehearsal = Última restauración de prueba: { $day }.
proof-letters = Último aviso a los miembros: { $day }.

register-title = Todos los datos, uno por uno
register-lead = Cada lugar donde este servidor guarda algo sobre personas: para qué, qué lo permite, cuánto tiempo y qué ocurre con ello. Si aquí falta un lugar, falla una prueba del programa.
register-back = Privacidad
register-column-data = Datos
register-column-about = Sobre
register-column-kept = Se guardan
register-column-removed = Cuando se elimina una cuenta
register-column-copy = En tu copia
register-column-place = Lugar
register-basis = Lo permite: { $basis }
register-basis-contract = contrato
register-basis-law = ley
register-basis-interest = interés legítimo
register-class-content = lo que se ha escrito, grabado, respondido
register-class-identity = quién es
register-class-network = de dónde vino una petición
register-class-credential = lo que deja entrar a alguien
register-class-activity = qué se usó cuándo
register-class-record = lo que se ha acordado o hecho
register-subject-member = miembros
register-subject-applicant = quien se está registrando
register-subject-visitor = visitantes
register-subject-addressee = a quien van los mensajes
register-kept-with-account = mientras exista la cuenta
register-kept-days = { $n ->
    [one] { $n } día como máximo
   *[other] { $n } días como máximo
}
register-kept-until-lifted = hasta que se levante; no nombra ninguna cuenta
register-removed-with-account = se va con ella
register-removed-by-age = se va por su antigüedad
register-removed-key-first = su clave se va enseguida
register-removed-stays = se queda
register-copy-given = sí
register-copy-package = sí, como paquete de Anki
register-copy-withheld = no
register-region-data = servidor
register-region-backups = copias de seguridad

history-title = Versiones de esta política
history-lead = Qué se prometió y qué cambió cuándo.
history-version = Versión { $version }, { $day }
history-significant = Se avisó a los miembros.
history-insignificant = El sentido no cambió.
history-first = La primera versión.
history-changes = Qué cambió
history-text = El texto completo
history-hash = Huella: { $hash }

data-title = Tus datos
data-lead = Todo lo que este servidor guarda de ti, para que te lo lleves.
data-copies-title = Copias
data-everything = Todo
data-everything-lead = Tu colección con sus archivos multimedia y lo que se sabe además: cuenta, dispositivos, sesiones, líneas de registro, mensajes, lo que se te comunicó de esta política. Archivos legibles y un paquete que Anki abre.
data-everything-ask = Hacer una copia de todo
data-collection = Colección
data-collection-lead = Tarjetas, historial de repasos y archivos multimedia en un paquete. Ábrelo con Importar en Anki.
data-collection-ask = Hacer un paquete de la colección
data-packing = { $n ->
    [one] En preparación: { $n } archivo de { $all } empaquetado.
   *[other] En preparación: { $n } archivos de { $all } empaquetados.
}
data-ready = { $size }, hasta { $until }
data-fetch = Descargar
data-prove = Escribir la contraseña
data-days = { $n ->
    [one] Una copia permanece aquí un día y después se elimina. Cuando está lista recibes un mensaje.
   *[other] Una copia permanece aquí { $n } días y después se elimina. Cuando está lista recibes un mensaje.
}
data-gone-title = Aquí no hay ninguna copia
data-gone = Las copias se pueden recoger durante una semana. Pide una nueva en la página de tus datos.

account-data-title = Tus datos
account-data = Llévate una copia de tu colección o de todo lo que este servidor guarda de ti.
account-data-link = Copias de tus datos

copy-index-title = Tus datos
copy-index-lead = Todo lo que el servidor guardaba de { $email }. Fecha: { $day }.
copy-index-package = Tu colección con sus archivos multimedia: ábrela con Importar en Anki.
copy-index-rules = En rules.json está, para cada lugar, para qué sirve, cuánto tiempo se guarda y por qué no recibes copia de algunos, como las huellas de las contraseñas. Las horas están en UTC.

statistics-title = Con qué frecuencia se recuerda
statistics-lead = Una vez al día, sumas sobre los repasos del último año de todas las personas que participan. Una cifra que comparten menos de { $members } miembros no se muestra.
statistics-remembered = recordadas
statistics-pressed = pulsado
statistics-basis = A partir de
statistics-of = { $reviews } repasos de { $members } miembros o más
statistics-too-few = Todavía hay muy pocos miembros para dar cifras.
statistics-drawn = Cálculo: { $day }.
statistics-interval-title = Por intervalo
statistics-interval = Con qué frecuencia se recordó una tarjeta, según los días desde que se vio por última vez como estaba previsto.
statistics-button-title = Por botón
statistics-button = Qué botón se pulsó en los repasos.
statistics-aim-title = Por objetivo
statistics-aim = Con qué frecuencia se recordaron las tarjetas, según el objetivo de las opciones de los mazos.
statistics-aims-at = { $aim } %
statistics-foretold-title = Previsto y recordado
statistics-foretold = Antes de un repaso, FSRS sabe con qué probabilidad se recuerda la tarjeta. Aquí se calcula de nuevo a partir de los repasos anteriores, con los parámetros que los mazos tienen hoy, y se compara con lo que se recordó. Unos parámetros ajustados a estos mismos repasos parecen algo mejores de lo que son.
statistics-foretold-head = previsto
statistics-foretold-mean = de media { $chance }
statistics-foretold-all = Todas
statistics-band = { $least }–{ $next } %
statistics-days = { $first }–{ $last } días
statistics-days-more = { $first } días y más

objection-make = No contar mis repasos
objection-withdraw = Volver a contar mis repasos
objection-noted = Desde el próximo cálculo no se cuentan tus repasos.
objection-withdrawn = Tus repasos vuelven a contarse.

policy-banner = Nuestra política de privacidad ha cambiado.
policy-banner-read = Ver qué ha cambiado
policy-banner-seen = Ya lo he visto
policy-seen = Gracias. No te volveremos a avisar de esta versión.

## Cuando algo no está o se ha roto

nothing-changed-title = No se ha cambiado nada
not-found-title = Aquí no hay nada
not-found = Puede que la dirección tenga un error o que la página se haya movido.
not-found-home = A la primera página
wrong-method-title = Esta página no puede hacer eso
wrong-method = El navegador ha pedido algo que esta dirección no ofrece. Vuelve atrás e inténtalo de otro modo.
broken-title = Algo se ha roto
broken = No ha sido culpa tuya. El fallo está anotado; inténtalo de nuevo dentro de un rato.
broken-number = Si nos escribes, da este número: { $number }
disk-full-title = No queda espacio
disk-full = El disco de este sitio está lleno y no se puede guardar nada nuevo. Lo que tienes está a salvo y puedes seguir leyéndolo. El operador ya está avisado; inténtalo de nuevo dentro de un rato.
too-large-title = Era demasiado de una vez
too-large = El servidor no ha querido leer tanto. Vuelve atrás y envía menos.

## Tamaños y tiempos

decimal-sign = ,
thousands-sign = { "\u00A0" }
thousands-digits = 5
size-bytes = { $n ->
        [one] un byte
       *[other] { $n } bytes
    }
size-kilobytes = { $amount } KB
size-megabytes = { $amount } MB
size-gigabytes = { $amount } GB
ago-now = ahora mismo
ago-minutes = { $n ->
        [one] hace un minuto
       *[other] hace { $n } minutos
    }
ago-hours = { $n ->
        [one] hace una hora
       *[other] hace { $n } horas
    }
ago-days = { $n ->
        [one] ayer
       *[other] hace { $n } días
    }
ago-today = hoy
date = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Mensajes de correo. Texto sin formato; un mensaje por párrafo.

letter-greeting = Hola:
letter-signature = { -fuda } en { $site }

letter-trial-subject = Los mensajes de este servidor llegan
letter-trial-lead = Has pedido este mensaje a { $site } en su página de preparación.
letter-trial-effect = No hay nada que hacer: lo tienes, así que los mensajes llegan.
letter-why = Recibes este mensaje por la cuenta que tiene esta dirección. { -fuda } no envía ningún otro correo.
letter-why-maybe = Recibes este mensaje porque alguien escribió esta dirección en { $site }. { -fuda } no envía ningún otro correo.

letter-verify-subject = Confirma tu dirección para { -fuda }
letter-verify-lead = Alguien, probablemente tú, se ha registrado en { $site } con esta dirección. Abre este enlace para confirmarla:
letter-verify-life = El enlace funciona una vez, durante { $hours ->
        [one] una hora
       *[other] { $hours } horas
    }.
letter-verify-not-you = Si no has sido tú, no hagas nada. Sin el enlace no funcionará ninguna cuenta.

letter-known-subject = Ya tienes una cuenta de { -fuda }
letter-known-lead = Alguien, probablemente tú, ha intentado registrarse en { $site } con esta dirección. Ya hay una cuenta con ella, así que no se ha cambiado nada.
letter-known-log-in = Inicia sesión aquí:
letter-known-reset = Si has olvidado la contraseña, elige una nueva aquí:
letter-known-not-you = Si no has sido tú, no tienes que hacer nada.

letter-reset-subject = Elige una contraseña nueva para { -fuda }
letter-reset-lead = Alguien, probablemente tú, ha pedido una contraseña nueva en { $site }. Abre este enlace para elegirla:
letter-reset-life = El enlace funciona una vez, durante { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    }. Hasta entonces sirve tu contraseña anterior.
letter-reset-not-you = Si no has sido tú, no hagas nada. Tu contraseña se queda como está.

letter-password-changed-subject = Se ha cambiado tu contraseña de { -fuda }
letter-password-changed-lead = Se ha cambiado la contraseña de tu cuenta en { $site }. Se ha cerrado la sesión en todos los demás navegadores y en todos los dispositivos.
letter-password-changed-not-you = Si no has sido tú, elige enseguida una contraseña nueva:

letter-invitation-subject = Una invitación a { -fuda }
letter-invitation-lead = Tienes una invitación a { $site }, un hogar para colecciones de Anki. Abre este enlace para registrarte:
letter-invitation-life = La invitación funciona una vez, durante { $days ->
        [one] un día
       *[other] { $days } días
    }.

letter-removed-subject = Se ha eliminado tu cuenta de { -fuda }
letter-removed-lead = Tu cuenta en { $site }, con su colección y sus archivos multimedia, se ha eliminado. Tus tarjetas se quedan en tus aplicaciones de Anki.

letter-disabled-subject = Se ha cerrado tu cuenta de { -fuda }
letter-disabled-lead = Tu cuenta en { $site } ha sido cerrada por quien administra el servidor. Tus tarjetas se quedan en tus aplicaciones de Anki.

## Mazos

decks-title = Mazos
decks-column = Mazo
decks-menu = Menú de { $deck }
decks-fold = Plegar { $deck }
decks-unfold = Desplegar { $deck }
decks-create = Crear mazo
decks-create-lead = Dos veces dos puntos ponen un mazo dentro de otro: Idiomas::Japonés.
decks-name = Nombre del mazo
decks-rename = Renombrar
decks-move = Mover a…
decks-move-title = Mover { $deck }
decks-move-lead = Los mazos que contiene se mueven con él.
decks-move-into = A dónde
decks-move-top = A ningún otro mazo: arriba del todo
decks-move-submit = Mover
decks-subdeck = Crear submazo
decks-subdeck-title = Un mazo dentro de { $deck }
decks-custom-study = Estudio personalizado
decks-unbury = Desenterrar
decks-rebuild = Reconstruir
decks-empty = Vaciar
decks-description = Descripción
decks-description-hint = Se muestra antes de estudiar. El HTML se muestra tal como está escrito.
decks-delete = Eliminar
decks-delete-title = Eliminar { $deck }
decks-delete-cards = { $n ->
    [0] No contiene ninguna tarjeta.
    [one] Con él se elimina la tarjeta que contiene, y su nota si no tiene otra tarjeta.
   *[other] Con él se eliminan las { $n } tarjetas que contiene, y sus notas si no tienen otras tarjetas.
}
decks-delete-below = { $n ->
    [one] También el mazo que hay debajo.
   *[other] También los { $n } mazos que hay debajo.
}
decks-delete-filtered = Sus tarjetas vuelven a sus propios mazos. No se elimina ninguna.
decks-delete-undo = Puedes deshacerlo mientras sigas aquí y ningún dispositivo sincronice entretanto.
decks-delete-submit = Eliminar el mazo
decks-cancel = Cancelar
decks-save = Guardar
decks-created = El mazo está creado.
decks-renamed = El mazo tiene su nuevo nombre.
decks-moved = El mazo se ha movido.
decks-deleted = El mazo se ha eliminado.
decks-undone = Todo está como antes.
decks-unburied = Todas las tarjetas enterradas del mazo han vuelto.
decks-rebuilt = El mazo se ha reconstruido.
decks-emptied = El mazo está vacío; sus tarjetas han vuelto a sus propios mazos.
decks-described = La descripción está guardada.
decks-name-missing = Un mazo necesita un nombre.
decks-refused = Esto no se puede hacer: { $reason }
decks-busy = Un dispositivo está sincronizando en este momento. Espera a que termine e inténtalo de nuevo.
decks-busy-title = Tu colección está en uso
decks-default-stays = El mazo «Default» es para las tarjetas que no tienen otro; no se puede eliminar.
decks-none-title = Todavía no hay tarjetas
decks-none = Conecta Anki en tu computadora o teléfono: tras la primera sincronización tus mazos estarán aquí.
decks-used = Se guardan { $size }: { $collection } de tarjetas y { $media } de archivos multimedia.
decks-studied = { $cards ->
    [0] Hoy no se ha estudiado ninguna tarjeta.
    [one] Hoy has estudiado una tarjeta en { $time } ({ $pace } s por tarjeta).
   *[other] Hoy has estudiado { $cards } tarjetas en { $time } ({ $pace } s por tarjeta).
}
time-seconds = { $n ->
    [one] un segundo
   *[other] { $n } segundos
}
time-minutes = { $amount } min
time-hours = { $amount } h
count-new = Nuevas
count-learning = En aprendizaje
count-review = A repasar
count-new-short = Nuevas
count-learning-short = Apr.
count-review-short = Rep.
deck-is-filtered = Mazo filtrado
deck-is-current = Último estudiado

## Un mazo

deck-study = Estudiar ahora
deck-counts-lead = Para hoy
deck-buried = { $n ->
    [one] Hay una tarjeta enterrada hasta mañana.
   *[other] Hay { $n } tarjetas enterradas hasta mañana.
}
deck-filtered-lead = Un mazo filtrado toma prestadas tarjetas de otros mazos. Vuelven cuando las respondes o cuando el mazo se vacía o se elimina.
deck-done-title = Felicidades
deck-done = Has terminado este mazo por ahora.
deck-done-learning-soon = { $n ->
    [one] La próxima tarjeta en aprendizaje estará lista en un minuto.
   *[other] La próxima tarjeta en aprendizaje estará lista en { $n } minutos.
}
deck-done-learning-hours = { $n ->
    [one] La próxima tarjeta en aprendizaje estará lista en una hora.
   *[other] La próxima tarjeta en aprendizaje estará lista en { $n } horas.
}
deck-done-reviews-left = Quedan repasos pendientes, pero se ha alcanzado el límite de hoy. Puedes aumentarlo en las opciones del mazo.
deck-done-new-left = Quedan tarjetas nuevas, pero se ha alcanzado el límite de hoy. Puedes aumentarlo en las opciones; ten en cuenta que más tarjetas nuevas significan más repasos en los próximos días.
deck-done-buried = Algunas tarjetas se han enterrado, porque salió una tarjeta hermana o porque las apartaste. Vuelven mañana, o ahora si las desentierras.
deck-nothing-due = No hay nada pendiente en este mazo.

## Estudiar

study-title = Estudiar
study-card = Tarjeta
study-needs-script = Las tarjetas se muestran con scripts, así que para estudiar hace falta un navegador que los ejecute. Todo lo demás de este sitio funciona sin ellos.
study-show-answer = Mostrar respuesta
study-grades = ¿Qué tal lo sabías?
study-again = Otra vez
study-hard = Difícil
study-good = Bien
study-easy = Fácil
study-undo = Deshacer
study-redo = Rehacer
study-more = Más
study-key-undo = Deshacer (U)
study-key-more = Más (M)
study-is-marked = Marcada
study-wait = La siguiente tarjeta va en camino.
study-edit = Editar nota
study-mark = Marcar nota
study-info = Información de la tarjeta
study-replay = Repetir los sonidos
study-bury-card = Enterrar tarjeta
study-bury-note = Enterrar nota
study-suspend-card = Suspender tarjeta
study-suspend-note = Suspender nota
study-forget = Olvidar tarjeta…
study-due = Fijar fecha de repaso…
study-delete = Eliminar nota
study-advance = Avance automático
study-record = Grabar mi propia voz
study-own-voice = Reproducir mi propia voz
study-pause = Pausar los sonidos
study-back = Sonidos 5 s atrás
study-forward = Sonidos 5 s adelante
study-swipe = Calificar deslizando
study-flags = Marcador
study-flag-1 = Marcador rojo
study-flag-2 = Marcador naranja
study-flag-3 = Marcador verde
study-flag-4 = Marcador azul
study-flag-5 = Marcador rosado
study-flag-6 = Marcador turquesa
study-flag-7 = Marcador morado
study-text-size = Tamaño del texto
study-smaller = Texto más pequeño
study-larger = Texto más grande
study-tags = Etiquetas
study-due-days = Días desde hoy
study-due-hint = 0 es hoy, 1 mañana; 1-7 elige un día para cada tarjeta; 5! cambia también el intervalo.
study-forget-position = Devolverla a su lugar entre las tarjetas nuevas
study-forget-counts = Volver a contar repasos y olvidos desde cero
study-save = Guardar
study-close = Cerrar
study-cancel = Cancelar
study-line-offline = Se ha perdido la conexión. Tus calificaciones esperan en esta página y se enviarán en orden cuando vuelva. No cierres la página.
study-line-busy = Un dispositivo está sincronizando. Tus calificaciones esperan en esta página y se enviarán cuando termine.
study-line-logged-out = Se ha cerrado tu sesión. Iníciala de nuevo en otra pestaña; tus calificaciones esperan en esta página.
study-line-broken = El servidor tiene dificultades. Tus calificaciones esperan en esta página y se enviarán cuando pasen.
study-offline = Esto necesita la conexión, que ahora mismo falta.
study-hung = Los scripts de esta tarjeta la mantienen ocupada. Puedes seguir: muestra la respuesta, o entierra o suspende la tarjeta.
study-stopped = Los scripts de esta tarjeta enviaron demasiado y se han detenido. Puedes seguir.
study-touch-first = Los sonidos empiezan cuando tocas la página o pulsas R.
study-no-voice = Todavía no hay nada grabado: Mayús y V graba.
study-voice-recording = Grabando. Pulsa otra vez Mayús y V para parar.
study-voice-recorded = Grabado. V lo reproduce de nuevo.
study-voice-refused = El navegador no permite grabar a esta página.
study-advance-on = Las tarjetas avanzan solas.
study-advance-off = Las tarjetas vuelven a esperarte.
study-time-up = Se ha acabado el tiempo para esta tarjeta.
study-swipe-on = Desliza a la izquierda para Otra vez, a la derecha para Bien; toca la tarjeta para ver la respuesta.
study-swipe-off = Deslizar ya no hace nada.
study-nothing-to-undo = No hay nada que deshacer.
study-nothing-to-redo = No hay nada que rehacer.
study-moved-on = Esta tarjeta ha cambiado desde que la viste, en otro dispositivo o en otra pestaña. La respuesta no se ha contado.
study-gone = Esta tarjeta ya no está.
study-said-leech = Esta tarjeta se ha olvidado muchas veces y ahora está señalada como sanguijuela.
study-said-leech-suspended = Esta tarjeta se ha olvidado muchas veces; está señalada como sanguijuela y suspendida.
study-said-undone = Deshecho: { $step }
study-said-redone = Rehecho: { $step }
study-said-buried = { $n ->
    [0] No quedaba ninguna tarjeta que enterrar.
    [one] Hay una tarjeta enterrada hasta mañana.
   *[other] Hay { $n } tarjetas enterradas hasta mañana.
}
study-said-suspended = { $n ->
    [0] No quedaba ninguna tarjeta que suspender.
    [one] Una tarjeta está suspendida.
   *[other] { $n } tarjetas están suspendidas.
}
study-said-siblings = { $n ->
    [one] Una tarjeta hermana está enterrada hasta mañana.
   *[other] { $n } tarjetas hermanas están enterradas hasta mañana.
}
study-said-flagged = { $flag }
study-said-unflagged = Ya no tiene marcador.
study-said-marked = La nota está marcada.
study-said-unmarked = La nota ya no está marcada.
study-said-reset = La tarjeta vuelve a ser nueva.
study-said-due = La tarjeta tiene una nueva fecha de repaso.
study-said-deleted = { $n ->
    [one] La nota se ha eliminado, con una tarjeta.
   *[other] La nota se ha eliminado, con { $n } tarjetas.
}
study-said-saved = La nota está guardada.
study-undo-step = Deshacer: { $step }
study-redo-step = Rehacer: { $step }
step-answer = responder tarjeta
step-bury = enterrar
step-suspend = suspender
step-unbury = desenterrar
step-flag = marcador
step-tags = etiquetas
step-note = editar nota
step-delete-note = eliminar nota
step-delete-deck = eliminar mazo
step-add-deck = crear mazo
step-rename-deck = renombrar mazo
step-deck = editar mazo
step-options = opciones del mazo
step-custom-study = estudio personalizado
step-build = construir mazo filtrado
step-empty = vaciar mazo filtrado
step-reset = olvidar tarjeta
step-due = fijar fecha de repaso
step-other = último paso

## Información de la tarjeta

info-title = Información de la tarjeta
info-added = Añadida
info-first-review = Primer repaso
info-latest-review = Último repaso
info-due = Fecha de repaso
info-position = Posición
info-interval = Intervalo
info-ease = Facilidad
info-reviews = Repasos
info-lapses = Olvidos
info-average-time = Tiempo medio
info-total-time = Tiempo total
info-stability = Estabilidad
info-difficulty = Dificultad
info-retrievability = Recuperabilidad
info-card-type = Tipo de tarjeta
info-note-type = Tipo de nota
info-deck = Mazo
info-preset = Configuración
info-card-id = Número de la tarjeta
info-note-id = Número de la nota
info-head-date = Fecha
info-head-kind = Tipo
info-head-rating = Valoración
info-head-interval = Intervalo
info-head-ease = Facilidad
info-head-time = Tiempo
info-kind-learn = Aprender
info-kind-review = Repasar
info-kind-relearn = Reaprender
info-kind-filtered = Filtrada
info-kind-manual = Manual
info-kind-rescheduled = Reprogramada
info-days = { $n ->
    [one] un día
   *[other] { $n } días
}
info-days-text = { $value } días
info-seconds = { $value } s
info-percent = { $value } %

## Estudio personalizado

custom-title = Estudio personalizado: { $deck }
custom-lead = Más de este mazo hoy, o una sesión aparte.
custom-more-new = Más tarjetas nuevas hoy
custom-more-new-hint = Esperan { $n } tarjetas nuevas.
custom-more-reviews = Más repasos hoy
custom-more-reviews-hint = Esperan { $n } repasos.
custom-forgotten = Repasar tarjetas olvidadas en los últimos días
custom-ahead = Repasar tarjetas de los próximos días
custom-preview = Ver tarjetas nuevas añadidas en los últimos días
custom-cram = Estudiar por estado de la tarjeta o por etiquetas
custom-cards = Tarjetas
custom-days = Días
custom-which = Qué tarjetas
custom-which-new = Solo tarjetas nuevas
custom-which-due = Solo tarjetas pendientes
custom-which-reviews = Todas las tarjetas de repaso en orden aleatorio
custom-which-all = Todas las tarjetas en orden aleatorio, sin cambiar cuándo tocan
custom-with-tags = Solo con alguna de estas etiquetas
custom-without-tags = Sin estas etiquetas
custom-tags-hint = Varias, con espacios entre ellas. Vacío: cualquier etiqueta.
custom-start = Empezar
custom-extended = El límite de hoy ha aumentado.
refused-no-children = Un mazo filtrado no puede contener otros mazos. Elige otro.
refused-no-cards = Un mazo filtrado no admite tarjetas propias.
refused-gone = Ya no está. Quizá otro dispositivo lo ha eliminado.
search-refused = No se entiende la búsqueda: { $reason }
search-misplaced-and = «and» debe ir entre dos búsquedas.
search-misplaced-or = «or» debe ir entre dos búsquedas.
search-empty-group = no hay nada entre los paréntesis.
search-unopened-group = se cierra un paréntesis que no se había abierto.
search-unclosed-group = hay un paréntesis sin cerrar.
search-empty-quote = no hay nada entre las comillas.
search-unclosed-quote = hay unas comillas sin cerrar.
search-missing-key = no hay nada antes de los dos puntos.
search-unknown-escape = «{ $given }» no significa nada; para una barra invertida escribe dos.
search-unknown-state = no existe el estado «is:{ $given }».
search-unknown-flag = las banderas llevan números del 0 al 7.
search-unknown-property = no existe la propiedad «prop:{ $given }».
search-missing-comparison = «prop:{ $given }» necesita uno de = != < > <= >= y un valor.
search-not-a-number = «{ $given }» en «{ $whole }» no es un número.
search-not-a-whole-number = «{ $given }» en «{ $whole }» no es un número entero.
search-not-a-count = «{ $given }» en «{ $whole }» no es un número entero desde 0.
search-not-days-ago = «{ $given }» en «{ $whole }» no es un número entero hasta 0.
search-not-a-button = «{ $given }» en «{ $whole }» no es un botón de respuesta; van del 1 al 4.
search-not-ids = después de «{ $given }:» van números separados por comas.
search-half-a-duplicate = después de «dupe:» van el número de un tipo de nota, una coma y un texto.
search-too-long = es demasiado larga.
search-too-deep = los paréntesis están anidados a demasiada profundidad.
refused-nothing-found = No hay tarjetas que encajen, así que no hay nada que estudiar.
refused-not-filtered = Este no es un mazo filtrado.
refused-session-taken = Hay un mazo llamado «Custom Study Session» que no es filtrado. Cámbiale antes el nombre.

## La vida de una cuenta: fuerza de las contraseñas, otra dirección, segundo factor, aplicaciones, marcharse

strength-label = Lo difícil que es adivinarla
strength-0 = Se adivina al instante
strength-1 = Fácil de adivinar
strength-2 = Aceptable
strength-3 = Buena
strength-4 = Muy buena
refused-password-leaked = Esta contraseña se ha filtrado en algún sitio, así que otros la prueban primero. Elige otra y cámbiala en todos los demás sitios donde la uses.
refused-password-weak = Esta contraseña es fácil de adivinar. Añade una o dos palabras que nadie se espere.

check-title = ¿Te siguen llegando nuestros mensajes?
check-banner = Confirma tu dirección de correo: te hemos enviado un mensaje ({ $day }).
check-banner-link = Por qué
check-lead = El { $day } enviamos un mensaje a { $email }. Sigue el enlace que contiene.
check-why = Sin mensajes nadie podría ayudarte si olvidas la contraseña, y quien tenga tu dirección antigua podría un día elegir una nueva.
check-until = Si nadie lo sigue antes del { $day }, el sitio web lo pide antes de mostrar cualquier otra cosa. No se elimina nada, y tus aplicaciones siguen sincronizando.
check-overdue = El sitio web lo está esperando ahora. No se elimina nada, y tus aplicaciones siguen sincronizando.
check-again = Enviar el mensaje otra vez
check-sent = El mensaje va en camino.
check-other-address = Usar otra dirección
check-confirm-lead = Nuestro mensaje te ha llegado. Dilo, y no cambia nada.
check-confirm = Confirmar mi dirección
check-done = Tu dirección está confirmada.

proof-title = ¿Eres tú?
proof-lead = Lo que vas a hacer es importante, así que escribe tu contraseña una vez más. Vale durante un cuarto de hora.
proof-submit = Continuar
proof-code-hint = El código que muestra ahora tu aplicación de autenticación, o uno de tus códigos de recuperación.
refused-proof-stale = Ha pasado un tiempo desde que escribiste tu contraseña, así que no se ha cambiado nada. Escríbela una vez más.

account-safety-title = Inicio de sesión
account-safety-address = Dirección de correo
account-safety-address-change = Cambiar
account-safety-address-change-label = Cambiar la dirección de correo
account-safety-factor = Segundo factor
account-safety-factor-on = Activado. Para iniciar sesión hace falta un código de tu teléfono.
account-safety-factor-passkey = Activado. Para iniciar sesión hace falta una llave de acceso.
account-safety-factor-off = Desactivado. Para iniciar sesión basta tu contraseña.
account-safety-factor-change = Cambiar
account-safety-factor-change-label = Cambiar el segundo factor
account-safety-apps = Contraseñas de dispositivo
account-safety-apps-none = Ninguna. Las aplicaciones inician sesión con tu contraseña.
account-safety-apps-some = { $n ->
        [one] una
       *[other] { $n }
    }
account-safety-apps-needed = Todavía ninguna. Tus aplicaciones necesitan una para iniciar sesión.
account-safety-apps-change = Gestionar
account-safety-apps-change-label = Gestionar las contraseñas de dispositivo

email-title = Cambiar tu dirección de correo
email-lead = Ahora la dirección de tu cuenta es { $address }.
email-how = Enviamos un mensaje con un enlace a la dirección nueva. Nada cambia hasta que se abra el enlace. También se avisa a la dirección anterior, que puede deshacer el cambio durante una semana.
email-field = Nueva dirección de correo
email-submit = Enviar el enlace
email-sent-title = Mira en el nuevo correo
email-sent = Si { $address } puede usarse para esta cuenta, un mensaje con un enlace va en camino. Hasta que lo abras, inicias sesión con la dirección anterior.
refused-email-same = Esta es la dirección que ya tienes.
email-confirm-title = Confirma la dirección nueva
email-confirm-lead = Un clic y tu cuenta tendrá la dirección a la que se envió este enlace. Las aplicaciones siguen con la sesión abierta.
email-confirm-submit = Usar esta dirección
email-changed-title = Tu dirección ha cambiado
email-changed = Desde ahora inicias sesión con la dirección nueva. La anterior ha recibido un aviso.
email-dead-title = Este enlace ya no funciona
email-dead = Los enlaces de nuestros mensajes funcionan una vez y solo durante un tiempo. Pide uno nuevo en la página de tu cuenta.
email-return-title = Deshacer el cambio
email-return-lead = Tu cuenta vuelve a tener esta dirección anterior. Se cierra la sesión en todos los navegadores y aplicaciones, se desactiva el segundo factor que se haya configurado desde entonces y la contraseña deja de valer: te enviamos un enlace para elegir una nueva.
email-return-submit = Deshacerlo
email-returned-title = Vuelve a ser tu dirección
email-returned = Se han cerrado todas las sesiones y la contraseña ya no funciona. Un mensaje con un enlace para elegir una nueva va en camino.
email-return-dead = El cambio ya se deshizo, o ha pasado más de una semana. Si no puedes entrar en tu cuenta, escribe a quien administra el servidor.

factor-title = Segundo factor
factor-lead = Un código de tu teléfono, además de la contraseña. Quien averigüe tu contraseña seguirá sin poder entrar.
login-return-title = Cerrar el paso a todos
login-return-lead = Se cierra la sesión en todos los navegadores y aplicaciones. Se eliminan las llaves de acceso, las aplicaciones de autenticación y los códigos de recuperación creados desde este mensaje, tu cuenta vuelve a la dirección de este mensaje y la contraseña deja de valer: te enviamos un enlace para elegir una nueva.
login-return-submit = Cerrar el paso a todos
login-return-dead = Este enlace ya se usó, o ha pasado más de una semana. Si no puedes entrar en tu cuenta, escribe a quien administra el servidor.
login-returned-title = Ya no entra nadie
factor-return-title = Deshacer el segundo factor
factor-return-lead = Se eliminan las llaves de acceso y las aplicaciones de autenticación configuradas desde este mensaje, se cierra la sesión en todos los navegadores y aplicaciones y la contraseña deja de valer: te enviamos un enlace para elegir una nueva.
factor-return-submit = Eliminarlas
factor-returned-title = Se han eliminado
factor-step-scan = Escanea esto con una aplicación de autenticación, como Aegis, FreeOTP o la que trae tu teléfono.
factor-step-type = Si no puedes escanearlo, escribe esta clave en la aplicación:
factor-step-code = Después escribe el código que muestra la aplicación.
factor-qr-label = Código QR para la aplicación de autenticación
factor-field = Código
factor-field-hint = Seis cifras.
factor-submit = Activarlo
factor-apps = Las aplicaciones de Anki no pueden pedir códigos. Cuando esté activado, cada aplicación que inicie sesión de nuevo necesitará una contraseña de dispositivo, que creas en la página de tu cuenta. Las que ya tienen la sesión abierta la mantienen.
factor-is-on = Está activado. Para iniciar sesión hace falta un código de tu aplicación de autenticación.
factor-codes-left = { $n ->
        [one] Queda un código de recuperación.
       *[other] Quedan { $n } códigos de recuperación.
    }
factor-codes-renew = Crear nuevos códigos de recuperación
factor-off-title = Desactivarlo
factor-off-lead = Después bastará tu contraseña para iniciar sesión, en navegadores y en aplicaciones.
factor-off-submit = Desactivarlo
factor-turned-off = El segundo factor está desactivado.
factor-codes-title = Tus códigos de recuperación
factor-codes-lead = Cada uno te permite iniciar sesión una vez cuando no tienes el teléfono a mano. Imprímelos o apúntalos; solo se muestran ahora. Los anteriores ya no funcionan.
factor-codes-done = Los he guardado
code-title = Tu código
code-lead = Escribe el código que muestra ahora tu aplicación de autenticación.
code-field = Código
code-hint = ¿No tienes el teléfono a mano? Escribe uno de tus códigos de recuperación.
code-submit = Iniciar sesión
code-lead-passkey = Muestra tu llave de acceso o escribe uno de tus códigos de recuperación.
code-field-recovery = Código de recuperación
code-hint-recovery = Uno de los que guardaste cuando creaste tu primera llave de acceso.
code-late = Ha pasado demasiado tiempo. Inicia sesión de nuevo.
refused-code-missing = Escribe el código.
refused-code = Este código no es correcto. Los códigos funcionan una vez y durante medio minuto; espera al siguiente e inténtalo de nuevo.

passkeys-title = Llaves de acceso
passkeys-lead = Una llave de acceso inicia tu sesión con el dedo, la cara o un PIN. No hay nada que recordar, y nadie puede convencerte de que se la des.
passkeys-submit = Crear una llave de acceso
passkeys-first = Tu primera llave de acceso es también un segundo factor: tu contraseña sola deja de bastar para iniciar sesión, y las aplicaciones de Anki que la inicien de nuevo necesitan una contraseña de dispositivo. Recibes códigos de recuperación para el día en que pierdas la llave.
passkeys-without = Este navegador no crea llaves de acceso, o sus scripts están desactivados.
passkeys-impossible = Los navegadores solo crean llaves de acceso para sitios con un nombre y una conexión cifrada. Este sitio no los tiene; pregunta a quien lo administra.
passkeys-field = Nombre
passkeys-hint = Dónde se guarda, como «Teléfono» o «Llave de seguridad».
passkeys-not-made = No se ha creado ninguna llave de acceso. Se canceló, o ya hay una tuya en este dispositivo.
passkeys-yours = Tus llaves de acceso
passkeys-remove = Anular
passkeys-remove-label = Anular la llave de acceso { $name }
passkeys-added = La llave de acceso ya puede iniciar tu sesión.
passkeys-removed = La llave de acceso está anulada. También puedes borrarla de tu dispositivo.
passkeys-full = Puede haber 20 llaves de acceso. Anula alguna que ya no uses.
passkey-use = Usar una llave de acceso
passkey-not-shown = No se ha mostrado ninguna llave de acceso. Se canceló, o no hay ninguna para este sitio en este dispositivo.
refused-passkey = Esta llave de acceso no corresponde, o la página estuvo abierta demasiado tiempo. Inténtalo de nuevo.
account-safety-passkeys-some = { $n ->
        [one] Una llave de acceso inicia tu sesión.
       *[other] { $n } llaves de acceso inician tu sesión.
    }
account-safety-passkeys-none = Ninguna. Con una inicias sesión con el dedo, la cara o un PIN.
account-safety-passkeys-change-label = Gestionar las llaves de acceso

apps-passwords-title = Contraseñas de dispositivo
apps-passwords-lead = Una contraseña para una aplicación de Anki. Permite que la aplicación sincronice y nada más, y puedes anularla cuando quieras.
apps-passwords-needed = Tu cuenta tiene un segundo factor, así que las aplicaciones inician sesión con una contraseña de dispositivo en lugar de la tuya.
apps-passwords-optional = Tu cuenta no tiene un segundo factor, así que las aplicaciones también pueden iniciar sesión con tu propia contraseña.
apps-passwords-field = ¿Para qué dispositivo?
apps-passwords-hint = Un nombre para reconocerla, como «Teléfono».
apps-passwords-submit = Crear una contraseña
apps-passwords-made-title = Contraseña para { $name }
apps-passwords-made = Escríbela en la aplicación, junto con la dirección de correo de tu cuenta. Solo se muestra ahora; los espacios no importan.
apps-passwords-made-done = Listo
apps-passwords-none = Todavía no has creado ninguna.
apps-passwords-since = Creada
apps-passwords-used = Último uso
apps-passwords-never = sin usar todavía
apps-passwords-revoke = Anular
apps-passwords-revoke-label = Anular la contraseña para { $name }
apps-passwords-revoked = La contraseña está anulada, y se ha cerrado la sesión de las aplicaciones que la usaban.
apps-passwords-full = Puede haber 50 contraseñas de dispositivo. Anula alguna que ya no uses.
refused-name-missing = Ponle un nombre.

leave-what-title = Qué desaparece
leave-what = Tu colección con sus estados anteriores, tus archivos multimedia, tus dispositivos, tus sesiones, los mensajes en espera y tu dirección.
leave-stays-title = Qué permanece un tiempo
leave-stays = El registro de peticiones conserva el número de tu cuenta, y el registro de mensajes tu dirección, durante 30 días como máximo. Las copias de seguridad de quien administra el servidor caducan en un mes. Si se devolvieron mensajes enviados a tu dirección, queda una huella de ella para no volver a escribirle nunca.
leave-week = Tienes una semana para cambiar de idea. Hasta entonces todo funciona como antes, y un clic conserva la cuenta. Después se elimina, y recibes un mensaje con un certificado firmado que dice qué se ha eliminado.
leave-submit = Eliminar mi cuenta
leave-log-in = Inicia sesión para eliminar tu cuenta aquí.
leave-asked-title = Tu cuenta va a eliminarse
leave-asked = El { $day } se eliminará tu cuenta con todo lo que contiene. Hasta entonces todo funciona como antes.
leave-asked-keep = Conservar mi cuenta
leave-kept = Tu cuenta se queda. No se ha eliminado nada.
leave-asked-said = Hemos anotado que quieres marcharte. Un mensaje con una vía de regreso va en camino.
keep-title = Conserva tu cuenta
keep-lead = Un clic y tu cuenta se queda como está.
keep-submit = Conservar mi cuenta
keep-dead-title = Este enlace ya no funciona
keep-dead = La cuenta ya se había conservado, o se ha eliminado.
keep-done-title = Tu cuenta se queda
keep-done = No se ha eliminado nada.
leave-number = Los certificados de este servidor se firman con la clave { $key }.

put-away-title = Tu colección se ha archivado
put-away-lead = Esta cuenta llevaba mucho tiempo sin usarse, así que el { $day } se archivaron su colección y sus archivos multimedia. Puedes recuperarlos hasta el { $until }.
put-away-bring = Recuperarlo todo
put-away-brought = Todo ha vuelto. En la próxima sincronización cada aplicación preguntará qué lado conservar: elige Descargar.
put-away-gone = Ya no está.

refused-undeliverable = Los mensajes a esta dirección se devolvieron anteriormente, así que ya no le escribimos. Usa otra dirección o pide a quien administra el servidor que vuelva a probarla.

privacy-unused-title = Cuentas que nadie usa
privacy-unused = Tus datos se conservan mientras uses la cuenta: cuenta cualquier visita o sincronización. A una cuenta que pasa { $days } días sin visitas ni sincronizaciones se le escribe tres veces, 60, 30 y 7 días antes de archivar su colección y sus archivos multimedia. Durante 30 días más se pueden recuperar en la página de la cuenta. La cuenta en sí se queda.
privacy-unused-never = Tus datos se conservan mientras exista la cuenta. Las cuentas que no se usan se conservan.
privacy-leaving-title = Marcharse
privacy-leaving = En la página de tu cuenta puedes hacer que se elimine. Tras una semana para pensarlo se elimina todo lo que es tuyo, y un certificado firmado lo dice. Lo que permanece un tiempo en registros y copias de seguridad desaparece en un mes.
privacy-bounces-title = Mensajes devueltos
privacy-bounces = Si el servidor de correo dice que una dirección no existe, se guarda una huella de ella, con el motivo y la fecha, para no volver a escribirle. La dirección no se puede leer a partir de ella, y se conserva aunque la cuenta desaparezca. Quien administra el servidor puede levantar el bloqueo.

letter-not-you-password = Si no has sido tú, elige enseguida una contraseña nueva:

letter-new-address-subject = Confirma tu nueva dirección para { -fuda }
letter-new-address-lead = Alguien, probablemente tú, quiere usar esta dirección para una cuenta en { $site }. Abre este enlace para confirmarla:
letter-new-address-not-you = Si no has sido tú, no hagas nada. Sin el enlace no cambia nada.

letter-check-subject = ¿Te siguen llegando nuestros mensajes?
letter-check-lead = De vez en cuando comprobamos que los mensajes sobre tu cuenta en { $site } te llegan: sin ellos no se podría sustituir una contraseña olvidada. Este enlace dice que sí:
letter-check-effect = Si nadie lo sigue en { $days ->
        [one] un día
       *[other] { $days } días
    }, el sitio web lo pide antes de mostrar cualquier otra cosa. No se elimina nada, y tus aplicaciones siguen sincronizando.
letter-check-overdue = Mientras nadie lo siga, el sitio web lo pide antes de mostrar cualquier otra cosa. No se elimina nada, y tus aplicaciones siguen sincronizando.
letter-check-life = El enlace vale durante { $days ->
        [one] un día
       *[other] { $days } días
    }.

letter-address-changed-subject = Se ha cambiado tu dirección en { -fuda }
letter-address-changed-lead = Tu cuenta en { $site } tiene ahora otra dirección. Este es el último mensaje a esta.
letter-address-changed-not-you = Si no has sido tú, deshaz el cambio. Durante { $days ->
        [one] un día
       *[other] { $days } días
    } puedes hacerlo con este enlace:
letter-address-changed-effect = Cierra todas las sesiones, anula la contraseña y te envía un enlace para elegir una nueva.

letter-factor-on-subject = Tu cuenta de { -fuda } tiene ahora un segundo factor
letter-factor-on-lead = Desde ahora, para iniciar sesión en tu cuenta en { $site } hace falta, además de la contraseña, un código de tu aplicación de autenticación. Guarda tus códigos de recuperación en un lugar seguro.
letter-factor-on-apps = Las aplicaciones de Anki que inicien sesión de nuevo necesitan una contraseña de dispositivo. Las creas aquí:
letter-factor-on-effect = Elimina lo que se ha configurado, cierra todas las sesiones, anula la contraseña y te envía un enlace para elegir una nueva.

letter-factor-off-subject = El segundo factor de tu cuenta de { -fuda } está desactivado
letter-factor-off-lead = Desde ahora basta la contraseña para iniciar sesión en tu cuenta en { $site }.

letter-authenticator-off-subject = Tu cuenta de { -fuda } ya no acepta códigos
letter-authenticator-off-lead = Desde ahora tu cuenta en { $site } no acepta códigos de una aplicación de autenticación. Tus llaves de acceso siguen iniciando tu sesión.

letter-passkey-on-subject = Tu cuenta de { -fuda } tiene una nueva llave de acceso
letter-passkey-on-lead = Desde ahora una nueva llave de acceso inicia sesión en tu cuenta en { $site }.
letter-passkey-not-you = Si no has sido tú, mira tus llaves de acceso y elige enseguida una contraseña nueva:

letter-passkey-off-subject = Se ha anulado una llave de acceso de tu cuenta de { -fuda }
letter-passkey-off-lead = Una llave de acceso ya no inicia sesión en tu cuenta en { $site }.

letter-recovery-used-subject = Se ha usado un código de recuperación de { -fuda }
letter-recovery-used-lead = Alguien, probablemente tú, ha iniciado sesión en tu cuenta en { $site } con un código de recuperación.
letter-recovery-used-left = { $n ->
        [0] No queda ninguno. Crea nuevos aquí:
        [one] Queda uno. Puedes crear nuevos aquí:
       *[other] Quedan { $n }. Puedes crear nuevos aquí:
    }

letter-log-in-effect = Cierra todas las sesiones, elimina los segundos factores configurados desde entonces, anula la contraseña y te envía un enlace para elegir una nueva.
letter-log-in-subject = Nuevo inicio de sesión en tu cuenta de { -fuda }
letter-log-in-lead = Alguien, probablemente tú, ha iniciado sesión en tu cuenta en { $site } con un navegador o una aplicación, o desde una red, que no se habían usado últimamente.
letter-log-in-with = Ha sido { $program } en { $system }.
letter-log-in-with-program = Ha sido { $program }.
letter-log-in-unknown = No ha dicho qué programa era.
letter-log-in-you = Si has sido tú, no hay nada que hacer.
letter-log-in-not-you = Si no has sido tú, cierra el paso a todos. Durante { $days ->
        [one] un día
       *[other] { $days } días
    } puedes hacerlo con este enlace:

letter-codes-renewed-subject = Nuevos códigos de recuperación para tu cuenta de { -fuda }
letter-codes-renewed-lead = Se han creado códigos de recuperación nuevos para tu cuenta en { $site }. Los anteriores ya no valen.

letter-app-refused-subject = Tu aplicación de Anki necesita una contraseña de dispositivo
letter-app-refused-lead = Una aplicación ha intentado iniciar sesión en tu cuenta en { $site } con tu contraseña. Tu cuenta tiene un segundo factor y las aplicaciones no pueden pedir su código, así que a la aplicación se le dijo que la contraseña es incorrecta.
letter-app-refused-how = Crea aquí una contraseña de dispositivo y escríbela en la aplicación en lugar de la tuya:
letter-app-refused-not-you = Si no has sido tú, alguien sabe tu contraseña. Elige enseguida una nueva:

letter-removal-subject = Tu cuenta de { -fuda } va a eliminarse
letter-removal-lead = Has pedido que se elimine tu cuenta en { $site }. Dentro de { $days ->
        [one] un día
       *[other] { $days } días
    } se eliminará la cuenta con todo lo que contiene.
letter-removal-keep = Si cambias de idea, o si no has sido tú, este enlace conserva la cuenta:
letter-removal-effect = Hasta entonces todo funciona como antes. Tus tarjetas se quedan en tus aplicaciones de Anki.

letter-kept-subject = Tu cuenta de { -fuda } se queda
letter-kept-lead = Tu cuenta en { $site } no se elimina. Todo está como estaba.

letter-removed-certificate = Lo que sigue es un certificado firmado. Dice qué se ha eliminado y qué permanece en registros y copias de seguridad y durante cuánto tiempo. Quien tenga { -fuda } puede comprobarlo con la orden fuda verify-certificate y un archivo que contenga este mensaje.

letter-unused-subject = Tu colección de { -fuda } se archivará dentro de { $days ->
        [one] un día
       *[other] { $days } días
    }
letter-unused-lead = Nadie ha visitado ni sincronizado tu cuenta en { $site } desde hace { $days } días.
letter-unused-end = Si sigue así, dentro de { $days ->
        [one] un día
       *[other] { $days } días
    } se archivarán su colección y sus archivos multimedia para hacer sitio. La cuenta en sí se queda.
letter-unused-keep = Para conservarlo todo, sincroniza con cualquier aplicación de Anki o inicia sesión una vez:

letter-policy-subject = La política de privacidad de { -fuda } ha cambiado
letter-policy-lead = La política de privacidad de { $site } ha cambiado de un modo que importa. Qué ha cambiado está aquí:
letter-policy-effect = Lo nuevo no se hace con tus datos antes de que lo hayas visto. Si no estás de acuerdo, puedes llevarte una copia de tus datos y hacer que se elimine la cuenta.

letter-copy-subject = La copia de tus datos está lista
letter-copy-lead = La copia de tus datos que pediste a { $site } está lista. Recógela en la página de tus datos:
letter-copy-days = Permanece allí { $days ->
        [one] un día
       *[other] { $days } días
    } y después se elimina.
letter-copy-not-you = Si no la has pedido tú, elige enseguida otra contraseña.

letter-put-away-subject = Tu colección de { -fuda } se ha archivado
letter-put-away-lead = Tu cuenta en { $site } llevaba mucho tiempo sin usarse, así que se han archivado su colección y sus archivos multimedia.
letter-put-away-back = Durante { $days ->
        [one] un día más
       *[other] { $days } días más
    } puedes recuperarlos: inicia sesión y pulsa un botón.
letter-put-away-account = Tu cuenta se queda. Si alguna de tus aplicaciones aún tiene las tarjetas, también puede volver a subirlas.

## Opciones de un mazo

options-title = Opciones de { $deck }
options-link = Opciones
options-preset = Configuración
options-preset-used = { $n ->
    [one] { $name } (un mazo)
   *[other] { $name } ({ $n } mazos)
}
options-preset-show = Mostrar
options-preset-name = Nombre de la configuración
options-preset-shared = Los mazos con la misma configuración comparten estas opciones. Los límites «este mazo» y «hoy» son solo de este mazo.
options-save = Guardar
options-save-children = Guardar para todos los submazos
options-add = Guardar como nueva configuración
options-delete = Eliminar la configuración
options-optimise = Guardar y optimizar esta configuración
options-optimise-all = Guardar y optimizar todas las configuraciones
options-evaluate = Guardar y evaluar
options-optimise-hint = Encontrar parámetros a partir de tus respuestas lleva un momento y sigue mientras estudias.
options-fsrs-first = Activa antes FSRS: los parámetros son suyos.
options-health-check = Comprobar al optimizar lo bien que FSRS se ajusta a mí (lento)
options-time-to-optimise = Los parámetros se buscaron por última vez hace { $n } días. Es hora de optimizar de nuevo.
options-preset-new = Añadir una configuración
options-preset-new-hint = Empieza con los valores habituales y pertenece a este mazo. «Guardar como nueva configuración», más abajo, hace en cambio una copia.
options-preset-name-new = Nombre de la nueva configuración
options-preset-new-name = Nueva configuración
options-preset-added = La configuración está creada, y este mazo la usa.
options-saved = Las opciones están guardadas.
options-optimised = Los parámetros se ajustan ahora a tus respuestas.
options-not-optimised = Todavía no hay suficientes respuestas para encontrar mejores parámetros.
options-invalid = { $field }: este valor no se puede usar.
options-limits = Límites diarios
options-new-per-day = Tarjetas nuevas al día
options-reviews-per-day = Repasos al día
options-new-deck = Tarjetas nuevas al día, este mazo
options-reviews-deck = Repasos al día, este mazo
options-new-today = Tarjetas nuevas, solo hoy
options-reviews-today = Repasos, solo hoy
options-limit-hint = Vacío: como diga la configuración.
options-ignore-review-limit = Las tarjetas nuevas no respetan el límite de repasos
options-parent-limits = Los límites empiezan desde arriba
options-new-cards = Tarjetas nuevas
options-learn-steps = Pasos de aprendizaje
options-steps-hint = Con espacios entre ellos: 1m 10m 1d
options-graduating = Intervalo de graduación, días
options-easy-interval = Intervalo para fácil, días
options-insert-order = Orden de inserción
options-insert-due = Una tras otra
options-insert-random = Aleatorio
options-lapses = Olvidos
options-relearn-steps = Pasos de reaprendizaje
options-minimum-interval = Intervalo mínimo, días
options-leech-threshold = Sanguijuela tras tantos olvidos
options-leech-action = Qué hacer con las sanguijuelas
options-leech-suspend = Suspender la tarjeta
options-leech-tag = Solo etiquetar la nota
options-order = Orden de visualización
options-gather = Las tarjetas nuevas se reúnen
options-gather-deck = Mazo por mazo
options-gather-deck-random = Mazo por mazo, notas aleatorias
options-gather-lowest = Por posición ascendente
options-gather-highest = Por posición descendente
options-gather-notes = Notas aleatorias
options-gather-cards = Tarjetas aleatorias
options-sort = Las tarjetas nuevas se ordenan
options-sort-template = Por tipo de tarjeta, luego como se reunieron
options-sort-none = Como se reunieron
options-sort-template-random = Por tipo de tarjeta, luego al azar
options-sort-note-template = Nota al azar, luego tipo de tarjeta
options-sort-random = Al azar
options-new-mix = Tarjetas nuevas y repasos
options-day-learning-mix = Aprendizaje de varios días y repasos
options-mix-mixed = Mezclados
options-mix-after = Después de los repasos
options-mix-before = Antes de los repasos
options-review-order = Los repasos se ordenan
options-review-day = Por fecha de repaso, luego al azar
options-review-day-deck = Por fecha de repaso, luego mazo
options-review-deck-day = Por mazo, luego fecha de repaso
options-review-ivl-up = Por intervalo ascendente
options-review-ivl-down = Por intervalo descendente
options-review-ease-up = Por facilidad ascendente
options-review-ease-down = Por facilidad descendente
options-review-recall-up = Por recuperabilidad ascendente
options-review-recall-down = Por recuperabilidad descendente
options-review-overdue = Por atraso relativo
options-review-random = Al azar
options-review-added = Por fecha de adición
options-review-added-down = Por fecha de adición, las más recientes primero
options-fsrs = FSRS
options-fsrs-on = Planificar con FSRS (todas las configuraciones)
options-retention = Retención deseada
options-retention-hint = Entre 0.70 y 0.99: con qué probabilidad quieres saber una tarjeta cuando llegue.
options-retention-deck = Retención deseada, este mazo
options-parameters = Parámetros
options-parameters-hint = Hallados a partir de tus respuestas. Vacío: los habituales.
options-reschedule = Ajustar las fechas de repaso al guardar
options-historical = Retención histórica
options-ignore-before = Ignorar respuestas anteriores a
options-ignore-before-hint = Una fecha como 2024-01-31, o vacío.
options-search = Tarjetas con las que se hallan los parámetros
options-burying = Enterrar
options-bury-new = Enterrar hasta mañana las tarjetas hermanas nuevas
options-bury-reviews = Enterrar hasta mañana las tarjetas hermanas de repaso
options-bury-day-learning = Enterrar hasta mañana las tarjetas hermanas en aprendizaje de varios días
options-sounds = Sonidos
options-no-autoplay = Los sonidos no se reproducen solos
options-skip-question = Al repetir una respuesta se omite la pregunta
options-timer = Temporizador
options-answer-max = Respuesta más larga, segundos
options-show-timer = Mostrar el temporizador
options-stop-timer = Parar el temporizador en la respuesta
options-advance = Avance automático
options-question-secs = Segundos para la pregunta
options-answer-secs = Segundos para la respuesta
options-secs-hint = 0 espera por ti.
options-wait = Esperar a los sonidos
options-question-action = Después de la pregunta
options-question-show = Mostrar la respuesta
options-reminder = Recordármelo
options-answer-action = Después de la respuesta
options-answer-bury = Enterrar la tarjeta
options-answer-again = Otra vez
options-answer-good = Bien
options-answer-hard = Difícil
options-easy-days = Días fáciles
options-easy-normal = Normal
options-easy-reduced = Reducido
options-easy-minimum = Mínimo
options-monday = Lunes
options-tuesday = Martes
options-wednesday = Miércoles
options-thursday = Jueves
options-friday = Viernes
options-saturday = Sábado
options-sunday = Domingo
options-advanced = Avanzado
options-maximum-interval = Intervalo máximo, días
options-starting-ease = Facilidad inicial
options-easy-bonus = Bonificación para fácil
options-interval-modifier = Modificador del intervalo
options-hard-interval = Intervalo para difícil
options-new-interval = Nuevo intervalo tras un olvido
options-custom = Planificación personalizada
options-custom-hint = JavaScript que cambia los estados de cada tarjeta antes de que la respondas, en todos los mazos. Anki en la computadora lo ejecuta, y este sitio también, aislado de todo lo demás: sin una página alrededor y durante dos segundos como máximo.

## Idiomas

language-title = Idioma
language-lead = El idioma de estas páginas, de los mensajes que recibes y de lo que el servidor dice en tus aplicaciones.
language-field = Idioma
language-save = Guardar
language-saved = Estas páginas y tus mensajes están ahora en español.

## Encima de los botones al estudiar

label-seconds = { $amount } s
label-minutes = { $amount } min
label-hours = { $amount } h
label-days = { $amount } d
label-months = { $amount } mes.
label-years = { $amount } a.
label-end = (fin)

## Lo que las aplicaciones muestran en nuestro nombre

sync-almost-put-away = Tu cuenta llevaba mucho tiempo sin usarse y sus tarjetas estaban a punto de archivarse. Ahora que has sincronizado, todo se queda.
sync-put-away = Tu cuenta llevaba mucho tiempo sin usarse, así que se han archivado sus tarjetas y archivos multimedia. Puedes recuperarlos durante 30 días: inicia sesión en el sitio web. Si este dispositivo tiene todas tus tarjetas, también puedes volver a subirlas.
sync-collection-too-large = Tu colección supera el tamaño que admite este servidor. En el servidor no se ha cambiado nada.
sync-collection-empty = El archivo subido estaba vacío, así que la colección del servidor se ha dejado como estaba. Inténtalo de nuevo.
sync-collection-damaged = La colección subida está dañada, así que la colección del servidor se ha dejado como estaba. Usa Herramientas > Comprobar base de datos e inténtalo de nuevo.
sync-collection-refused = El archivo subido no es una colección que este servidor acepte, así que la colección del servidor se ha dejado como estaba.
sync-collection-slow = Comprobar la colección subida ha llevado demasiado tiempo, así que la colección del servidor se ha dejado como estaba. Inténtalo de nuevo más tarde.
sync-collection-schema = La colección subida procede de una versión de Anki que este servidor no conoce, así que la colección del servidor se ha dejado como estaba.
sync-account-disabled = Esta cuenta está cerrada. Escribe a quien administra este servidor.
sync-account-unverified = Confirma antes tu dirección de correo: abre el enlace del mensaje que recibiste.
sync-storage-full = El espacio de tu cuenta está lleno. Elimina archivos multimedia que ya no necesites.
sync-disk-full = El disco de este servidor está lleno, así que no se ha cambiado nada en él. Tus tarjetas y archivos multimedia están a salvo en este dispositivo. Inténtalo de nuevo más tarde.
sync-closed = La sincronización está desactivada por un tiempo. Inténtalo de nuevo más tarde.
sync-policy-changed = La política de privacidad de este servidor ha cambiado. Qué ha cambiado está en su sitio web, en Privacidad.
sync-client-old = Esta versión de Anki es demasiado antigua para este servidor. Actualiza Anki y sincroniza de nuevo.
sync-client-scheduler = Tu colección usa un planificador que esta versión de Anki no conoce. Actualiza Anki y sincroniza de nuevo.
sync-client-timezones = Tu colección usa un tratamiento de las zonas horarias que esta versión de Anki no conoce. Actualiza Anki y sincroniza de nuevo.

calculation-optimise-title = Buscando parámetros
calculation-evaluate-title = Lo bien que FSRS predice
calculation-lead = Esto continúa solo. Mientras tanto puedes estudiar y volver aquí.
calculation-look-again = Mirar otra vez
calculation-stop = Detener
calculation-back = Volver a las opciones
calculation-waiting = Otros están calculando. Lo tuyo empieza cuando haya sitio.
calculation-reading = Leyendo tus respuestas.
calculation-working = Calculando.
calculation-part = Configuración { $part } de { $all }: { $name }
calculation-writing = Anotando lo encontrado. Si un dispositivo está sincronizando, esto espera a que termine.
calculation-stopping = Deteniendo.
calculation-stopped = Se ha detenido. No ha cambiado nada.
calculation-broken = Aquí algo ha fallado, y no ha cambiado nada. Quien administra este servidor encuentra el motivo en el registro.
calculation-one-at-a-time = Una cosa cada vez: esto seguía en marcha. Detenlo o espera a que termine.
calculation-nothing-better = No se ha cambiado nada.
calculation-better = { $n ->
    [one] Se han encontrado mejores parámetros a partir de una respuesta. Deshacer, en la página de mazos, los revierte.
   *[other] Se han encontrado mejores parámetros a partir de { $n } respuestas. Deshacer, en la página de mazos, los revierte.
}
calculation-already-best = Los parámetros ya son los mejores.
calculation-no-answers = No hay respuestas de las que aprender.
calculation-overtaken = Se encontraron mejores parámetros, pero esta configuración se cambió entretanto. Se ha dejado como estaba; optimiza de nuevo.
calculation-unusable = Con los parámetros de esta configuración no se puede encontrar nada. Vacía el campo de los parámetros e inténtalo de nuevo.
calculation-healthy = FSRS se ajusta bien a tu forma de recordar.
calculation-unhealthy = A FSRS le cuesta ajustarse a tu forma de recordar. Asegúrate de no pulsar nunca Difícil cuando has olvidado una tarjeta.
calculation-before = Parámetros anteriores
calculation-usual = Los habituales de FSRS.
calculation-after = Parámetros actuales
calculation-fit-before = Ajuste anterior
calculation-fit-after = Ajuste actual
calculation-fit = Pérdida logarítmica { $loss }, RMSE (bins) { $error } %
calculation-evaluated = { $name }: los parámetros actuales se compararon con { $n ->
    [one] una respuesta
   *[other] { $n } respuestas
}.
calculation-smaller-is-better = Números más pequeños significan que FSRS sabe mejor lo que recuerdas.
forecast-title = Simular los días que vienen
forecast-retentions-title = Comparar retenciones deseadas
forecast-lead = Tus propias tarjetas y costumbres, prolongadas: lo que supondría cambiar las opciones. Aquí no se cambia nada.
forecast-begin = Simular
forecast-compare = Comparar todas las retenciones deseadas
forecast-compare-hint = La comparación ayuda a decidir una retención deseada: lo que costaría cada una y lo que recordarías.
forecast-days-ahead = Días que simular
forecast-extra = Tarjetas nuevas adicionales
forecast-suspends = Las sanguijuelas se suspenden
forecast-reviews = Repasos al día
forecast-minutes = Minutos al día
forecast-remembered = Tarjetas recordadas
forecast-remembered-end = Tarjetas recordadas al final
forecast-gain = Tarjetas ganadas por hora
forecast-when = Cuándo
forecast-day = Día { $day }
forecast-days = Día { $from } a { $to }
forecast-table = Lo mismo en cifras, de media en cada tramo
forecast-table-retentions = Lo mismo en cifras, para cada retención deseada
forecast-too-much = Es demasiado de una vez: pide menos días o menos tarjetas nuevas.
forecast-summary = De { $first } al principio a { $last } al final; { $highest } como máximo.

upgrade-title = Esta colección usa un planificador antiguo
upgrade-lead = Se estudió por última vez con una versión de Anki anterior a 2021. Para estudiar aquí hay que actualizarla, como en Anki: tus tarjetas, notas e historial se quedan, y las tarjetas en aprendizaje conservan su lugar.
upgrade-warning = Esto no se puede deshacer. Después todos tus dispositivos descargan la colección completa una vez, así que deja que sincronicen antes y actualiza las aplicaciones anteriores a 2021.
upgrade-submit = Actualizar la colección
upgrade-done = La colección está actualizada. Ya puedes estudiar; sincroniza después tus dispositivos y elige allí «Descargar».
upgrade-first = Esta colección usa un planificador antiguo. Actualízala antes en la página de mazos.

filtered-create = Crear mazo filtrado
filtered-title = Opciones de { $deck }
filtered-new-title = Nuevo mazo filtrado
filtered-lead = Un mazo filtrado toma prestadas las tarjetas que encuentra una búsqueda y las devuelve cuando se han estudiado.
filtered-first = Tarjetas
filtered-second = Segunda búsqueda
filtered-second-on = Tomar también tarjetas de una segunda búsqueda
filtered-search = Búsqueda
filtered-limit = Como máximo
filtered-order = En el orden
filtered-order-oldest = Primero las vistas hace más tiempo
filtered-order-random = Aleatorio
filtered-order-ivl-up = Intervalos crecientes
filtered-order-ivl-down = Intervalos decrecientes
filtered-order-lapses = Más olvidos
filtered-order-added = Orden de adición
filtered-order-due = Orden de repaso
filtered-order-added-down = Primero las últimas añadidas
filtered-order-recall-up = Recuperabilidad ascendente
filtered-order-recall-down = Recuperabilidad descendente
filtered-order-overdue = Atraso relativo
filtered-options = Opciones
filtered-reschedule = Reprogramar las tarjetas según mis respuestas en este mazo
filtered-preview = Sin eso: segundos hasta que una tarjeta vuelve
filtered-preview-hint = 0 devuelve la tarjeta a su mazo.
filtered-again = Otra vez
filtered-hard = Difícil
filtered-good = Bien
filtered-may-be-empty = Crear el mazo aunque no se encuentren tarjetas
filtered-build = Construir
filtered-rebuild = Guardar y reconstruir
filtered-saved = El mazo está construido.

preferences-saved = Los ajustes de estudio están guardados.
preferences-title = Ajustes de estudio
preferences-lead = Como en las preferencias de Anki: pertenecen a tu colección y viajan con ella.
preferences-rollover = El día siguiente empieza, horas después de medianoche
preferences-learn-ahead = Límite para adelantar el aprendizaje, minutos
preferences-timebox = Bloque de tiempo, minutos
preferences-timebox-hint = Pasado ese tiempo se te dice cuántas tarjetas has estudiado. 0: nunca.
preferences-remaining = Mostrar cuántas tarjetas quedan
preferences-intervals = Mostrar en los botones cuándo vuelve una tarjeta
preferences-audio-buttons = Mostrar botones de reproducción en las tarjetas con sonidos
preferences-interrupt = Parar los sonidos al responder una tarjeta
preferences-remote = Cargar en las tarjetas imágenes y sonidos de otros sitios web
preferences-remote-hint = Desactivado, nadie más sabe qué estudias ni cuándo. Esto afecta solo a este sitio web.
study-timebox = Tarjetas estudiadas: { $cards }. Minutos: { $minutes }.
study-timebox-title = ¿Hora de un descanso?
study-timebox-go-on = Seguir
study-timebox-finish = Terminar
study-settings = Ajustes de estudio
study-day-over = Ha empezado un nuevo día.
study-voices = Voces de este navegador:
study-voices-none = Este navegador no tiene voces.
template-front-problem = La plantilla del anverso tiene un problema:
template-back-problem = La plantilla del reverso tiene un problema:
template-more = Más información
template-not-closed = falta «{ $tag }».
template-other-open = se encontró «{ $tag }» donde se esperaba «{ $wanted }».
template-not-open = se encontró «{ $tag }», pero antes no hay ni «{ $one }» ni «{ $other }».
template-no-field = se encontró «{ $tag }», pero no hay ningún campo «{ $field }».
template-too-large = Esta tarjeta es demasiado grande para mostrarla.
template-no-question = Esta tarjeta no tiene nada en el anverso.
