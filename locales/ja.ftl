# 日本語。元は en.ftl で、その文はすべてここにあります。
#
# 文体：です・ます。あたたかく、わかりやすく、正確に。何が起きたかと、次に何をすればよいかを
# 書きます。感嘆符は使いません。読む人を責めません。
#
# Ankiの言葉はアプリと同じにします：カード、ノート、ノートタイプ、カードタイプ、デッキ、
# フィルターデッキ、プリセット、タグ、フラグ、復習、習得中、習得ステップ、忘却（lapse）、
# 苦戦カード（leech）、今日は非表示（bury）、休止（suspend）、兄弟カード（sibling）、
# 易しさ（ease）、目標正答率（desired retention）。

-fuda = Fuda

language-name = 日本語

## ページの枠

brand = { -fuda }
page-title = { $page } · { -fuda }
skip-to-content = 本文へ
nav-site = サイト
nav-footer = このサイトについて
nav-decks = デッキ
nav-connect = 接続
nav-account = アカウント
nav-log-in = ログイン
nav-sign-up = 登録
nav-log-out = ログアウト
footer-apps = アプリ
footer-about = 概要
footer-support = サポート
footer-terms = 利用規約
footer-privacy = プライバシー
footer-note = 学ぶ人のための自由ソフトウェア。
plain-http-banner = このページは暗号化されていません。自分のコンピューターや家庭内のネットワークなら問題ありません。それ以外の場所では、運営者にhttpsのアドレスをたずねてください。

## ホーム（ログインしていない人向け）

home-title = Ankiコレクションのための家
home-lead = { -fuda }は、カード、学習履歴、メディアを、コンピューター、スマートフォン、タブレットの間でそろえます。AnkiWebと同じ言葉を話すので、お使いのAnkiアプリがそのまま使えます。
home-point-sync-title = アプリはそのまま
home-point-sync = デスクトップ版Ankiは2.1.28から最新版まで、そしてAnkiDroidとAnkiMobile。アドレスを1つ入力してログインするだけです。
home-point-safe-title = 大切に保管
home-point-safe = サーバーが受け取ったと答えたものは、ディスクに書き込まれています。万一に備えて、コレクションの以前の状態を30日間残します。
home-point-quiet-title = だれも見ていません
home-point-quiet = クッキーは、ログインを保つための1つだけ。アクセス解析も広告もなく、よそから読み込むものもありません。
home-apps = 使えるアプリ

## 登録

sign-up-title = 登録
sign-up-lead = 必要なのは、メールアドレスとパスワードだけです。
sign-up-invited = 招待されています。ログインに使うメールアドレスとパスワードを決めてください。
sign-up-submit = 登録する
sign-up-has-account = すでにアカウントをお持ちですか？
sign-up-terms = 登録すると、このサーバーの利用規約に同意したことになります。
sign-up-terms-link = 利用規約を読む
sign-up-privacy-link = 保存される情報について
sign-up-closed-title = このサーバーは新しい利用者を受け付けていません
sign-up-closed = ここでは登録が止められています。アカウントが必要だと思われる場合は、運営者に連絡してください。
sign-up-by-invitation-title = 招待制
sign-up-by-invitation = このサーバーは、招待された人だけが登録できます。招待のリンクを受け取っている場合は、それを開いて登録してください。ない場合は、運営者に頼んでください。
sign-up-bad-invitation = この招待はすでに使われたか、期限が切れています。新しい招待を頼んでください。
sign-up-sent-title = メールを確認してください
sign-up-sent = { $address }で新しいアカウントを作れる場合は、リンクを書いたメールをお送りします。リンクを開くと登録が完了します。リンクが使える期間はメールに書いてあります。
sign-up-sent-hint = 数分たっても届きませんか？迷惑メールのフォルダーを見て、アドレスに打ち間違いがないか確かめてから、もう一度試してください。
sign-up-try-again = もう一度登録する

## アドレスの確認

verify-title = メールアドレスの確認
verify-lead = あと1クリックで、アカウントが使えるようになります。
verify-submit = 確認してログイン
verify-bad-link-title = このリンクはもう使えません
verify-bad-link = メールのリンクは一度だけ、しばらくの間だけ使えます。アドレスの確認がすでに済んでいれば、そのままログインできます。まだの場合は、もう一度登録すると新しいリンクをお送りします。
verify-done = メールアドレスが確認されました。{ -fuda }へようこそ。

## ログインとログアウト

log-in-title = ログイン
log-in-lead = おかえりなさい。
log-in-submit = ログイン
log-in-no-account = 初めてですか？
log-in-forgotten = パスワードを忘れましたか？
log-in-first = 先にログインしてください。そのあとで目的のページに進みます。
logged-out = ログアウトしました。
logged-out-everywhere = このブラウザーとほかのすべてのブラウザーでログアウトしました。

## パスワードを忘れたとき

reset-title = パスワードを忘れたとき
reset-lead = アカウントのメールアドレスを入力してください。新しいパスワードを決めるためのリンクをお送りします。
reset-submit = リンクを送る
reset-sent-title = メールを確認してください
reset-sent = { $address }のアカウントがある場合は、リンクを書いたメールをお送りします。リンクが使える期間はメールに書いてあります。
reset-remembered = 思い出しましたか？
new-password-title = 新しいパスワードを決める
new-password-lead = 変更すると、すべてのブラウザーとすべての端末でログアウトされます。それぞれで、新しいパスワードを使ってログインし直してください。
new-password-submit = 新しいパスワードを保存
new-password-bad-link-title = このリンクはもう使えません
new-password-bad-link = 新しいパスワードのためのリンクは一度だけ、短い間だけ使えます。新しいリンクを請求してください。
new-password-ask-again = 新しいリンクを請求する
new-password-done = 新しいパスワードを保存しました。それを使ってログインしてください。

## 入力欄

field-email = メールアドレス
field-email-hint = ご本人のものか確かめるため、メールを1通お送りします。
field-password = パスワード
field-new-password = 新しいパスワード
field-new-password-hint = { $n }文字以上にしてください。変わった記号より長さが効きます。覚えるのはパスワードマネージャーに任せられます。
field-current-password = 現在のパスワード

## できなかったことと、その次にすること

refused-email-missing = メールアドレスを入力してください。
refused-email-bad = メールアドレスの形ではないようです。name@example.orgのような形で入力してください。
refused-password-missing = パスワードを入力してください。
refused-new-password-missing = パスワードを決めてください。
refused-current-password-missing = 現在のパスワードを入力してください。
refused-link = このリンクはもう使えません。新しいリンクを請求してください。
refused-password-short = このパスワードは短すぎます。{ $n }文字以上にしてください。
refused-password-long = このパスワードは長すぎます。使えるのは{ $n }バイトまでです。
refused-password-common = このパスワードは、だれでもまっ先に試すものの1つです。別のものにしてください。
refused-password-same = これは今のパスワードと同じです。別のものにしてください。
refused-sign-in = メールアドレスとパスワードの組み合わせが合いません。両方を確かめて、もう一度試してください。
refused-current-password = 現在のパスワードと違います。
refused-unverified = メールアドレスの確認がまだです。お送りしたメールのリンクを開いてください。メールが見つからない場合は、同じアドレスでもう一度登録すると、新しいものをお送りします。
refused-disabled = このアカウントは、このサーバーの運営者によって閉じられました。
refused-too-many = 失敗が続きました。{ $minutes }分待ってから、もう一度試してください。
refused-busy = ただいまログインが大変混み合っています。数秒後にもう一度試してください。
refused-forged = このフォームは別のページから送られたため、何も変更していません。こちらのページを開いて、もう一度試してください。
refused-stale-session = その間にログアウトされたため、何も変更していません。ログインして、もう一度試してください。
refused-form-unreadable = サーバーがこのフォームを読み取れませんでした。前のページに戻り、再読み込みしてからもう一度試してください。
refused-plain-http = 安全のため、暗号化なしでログインできるのは自分のコンピューターか家庭内のネットワークからだけです。このサーバーのhttpsのアドレスを使ってください。

## Ankiの接続

connect-title = Ankiをつなぐ
connect-lead = Ankiアプリにこのアドレスを入力し、同期して、アカウントのメールアドレスとパスワードでログインしてください。
apps-title = アプリ
connect-lead-visitor = { -fuda }で使えるアプリです。アプリにこのアドレスを入力し、同期して、アカウントでログインしてください。
connect-address = 同期アドレス
connect-copy = コピー
connect-copied = コピーしました
connect-qr-title = スマートフォンやタブレットでは
connect-qr = カメラで読み取って、アドレスをアプリに貼り付けてください。
connect-qr-label = 同期アドレスのQRコード
connect-empty = まだ何も同期されていません。最初の同期では、コレクションのある端末からアップロードします。
connect-first-sync-title = 最初の同期
connect-first-sync = カードが入っている端末から始めてください。どちらを残すかをAnkiにたずねられたら、その端末では「AnkiWeb にアップロード」を選びます。ほかの端末ではすべて「AnkiWeb からダウンロード」を選びます。アプリにはAnkiWebと表示されますが、通信の相手はこのサーバーです。
connect-switch-title = AnkiWebから移る場合
connect-switch = 各端末を最後にもう一度AnkiWebと同期し、ログアウトしてから、上のアドレスを入力してください。AnkiWebにあるコレクションはそのまま残ります。

connect-desktop-title = デスクトップ版Anki
connect-desktop-versions = Windows、macOS、Linux · 2.1.57以降
connect-desktop-step-1 = 「ツール」→「設定」→「ネットワーク」を開きます。Macでは「Anki」→「設定」です。
connect-desktop-step-2 = AnkiWebにログインしている場合は、先にそこで「ログアウト」を選びます。
connect-desktop-step-3 = 「セルフホスト同期サーバー」に同期アドレスを入力し、ウィンドウを閉じます。
connect-desktop-step-4 = Ankiを再起動して「同期」を押し、{ -fuda }のメールアドレスとパスワードでログインします。

connect-older-title = 以前のデスクトップ版Anki
connect-older-versions = 2.1.28から2.1.56まで
connect-older-lead = これらのバージョンは、アドレスを2つの環境変数から読み取ります。変数を設定してから、同じ場所でAnkiを起動してください。
connect-older-linux = LinuxとmacOS（ターミナル）
connect-older-windows = Windows（コマンドプロンプト）
connect-older-step = 「同期」を押し、{ -fuda }のメールアドレスとパスワードでログインします。

connect-droid-title = AnkiDroid
connect-droid-versions = Android · 2.16以降
connect-droid-step-1 = 「設定」→「同期」→「カスタム同期サーバー」を開きます。
connect-droid-step-2 = オンにして、「同期URL」に同期アドレスを入力します。
connect-droid-step-3 = 「同期」に戻って「AnkiWebアカウント」を選び、{ -fuda }のメールアドレスとパスワードでログインします。
connect-droid-older = AnkiDroid 2.15以前では、アドレスが2つ必要です。同期URL：
connect-droid-older-media = メディア同期URL：

connect-mobile-title = AnkiMobile
connect-mobile-versions = iPhoneとiPad
connect-mobile-step-1 = Settings → Syncing → Custom sync serverを開きます（AnkiMobileではこの名前が英語で表示されます）。
connect-mobile-step-2 = 同期アドレスを入力します。家庭内のネットワークにあるサーバーなら、システムにたずねられたときに、AnkiMobileがローカルネットワーク上の機器を探すことを許可してください。
connect-mobile-step-3 = 同期ボタンを押し、{ -fuda }のメールアドレスとパスワードでログインします。
connect-this-machine = このアドレスは、このコンピューターでしか使えません。スマートフォンや別のコンピューターをつなぐには、このサーバーに届くアドレスを運営者が設定します（設定のweb.base_url）。
connect-not-encrypted = このアドレスは暗号化されていません。モバイル版アプリには、httpsで始まるアドレスしか受け付けないバージョンがあります。

## アカウント

account-title = アカウント
account-signed-in-as = { $address }でログインしています
account-storage-title = 容量
account-storage-used = { $size }使用中
account-storage-collection = コレクション
account-storage-media = メディア
account-storage-media-files = { $n }個のファイル
account-storage-picture = コレクション{ $collection }、メディア{ $media }
account-storage-unavailable = ただいま運営者がコレクションを調べているため、容量を表示できません。何も削除されていません。
account-counts = ノート{ $notes }件、カード{ $cards }枚、学習{ $reviews }回
account-devices-title = 端末
account-devices-lead = アカウントにログインしているAnkiアプリです。
account-devices-none = まだどのアプリもログインしていません。
account-devices-connect = Ankiをつなぐ
device-unknown = 不明なアプリ
device-first-sync = 最初の同期
device-last-sync = 直近の同期
device-logged-in = ログイン
device-revoke = ログアウト
device-revoke-label = { $device }をログアウトさせる
device-revoked = 端末をログアウトさせました。次の同期でパスワードをたずねられます。
device-already-gone = その端末はすでにログアウトしています。
account-password-title = パスワード
account-password-lead = 変更すると、ほかのすべてのブラウザーとすべての端末がログアウトされます。
account-password-submit = パスワードを変更
account-password-changed = パスワードを変更しました。ほかのすべてのブラウザーとすべての端末をログアウトさせました。
account-sessions-title = このブラウザーとほかのブラウザー
account-sessions-lead = アカウントにログインしているブラウザーです。ブラウザーをログアウトさせても、Ankiアプリはログインしたままです。アプリは上の「端末」にあります。
browser-on = { $program }（{ $system }）
browser-unknown = 不明なブラウザー
session-this = このブラウザー
session-last-seen = 最後の利用
session-revoke-label = { $browser }をログアウトさせる
session-revoked = そのブラウザーをログアウトさせました。
session-already-gone = そのブラウザーはすでにログアウトしています。
session-others-revoked = ほかのすべてのブラウザーをログアウトさせました。
account-log-out-others = ほかをすべてログアウト
account-log-out-everywhere = すべてログアウト
account-leave-title = 退会
account-leave = アカウントと、その中のものをすべて削除できます。
account-leave-link = 退会の方法

leave-title = アカウントの削除
leave-lead = アカウント、コレクション、その以前の状態、メディアを、すべてこのサーバーから削除できます。
leave-keep = カードはAnkiアプリに残ります。退会の前にどれかのアプリを開き、もう一度同期して、すべてがそろっているようにしてください。

## 概要

about-title = 概要
about-lead = { -fuda }は、暗記カードのプログラムAnkiのための同期サーバーです。札（ふだ）は、木の札、かるたの札、言葉を1つ書いた紙の札のことです。
about-what-title = 今できること
about-what = ノート、カード、デッキ、オプション、学習履歴、画像、音声といったコレクションを預かります。Ankiアプリは、AnkiWebと同じように同期できます。アプリのないところでは、このサイトで学習できます。
about-who-title = 運営者
about-who = このサーバーは{ $operator }が運営しています。
about-who-unnamed = このサーバーの運営者は名前を記していません。おそらく、アドレスを教えてくれた人が運営者です。
about-free-title = 自由ソフトウェア
about-free = { -fuda }は自由ソフトウェアで、GNU Affero General Public Licenseのバージョン3またはそれ以降で提供されます。動かすことも、読むことも、変えることも、人に渡すこともできます。
about-source = ソースコードを読む
about-source-ask = このサーバーの運営者には、ソースコードを渡す義務があります。たずねてみてください。
about-anki = Ankiはほかの人たちが作っています。{ -fuda }はAnkiやAnkiWebの一部ではなく、その推薦を受けたものでもありません。
about-version = バージョン{ $version }

## 状態

status-title = 状態
status-runs = このサーバーは動いています。
status-logs-title = 記録（ログ）
status-logs-well = リクエストの記録にあるアドレスは7日後に短くされ、行は30日後に消えます。どちらも期限どおりに行われました。
status-logs-overdue = 今残っていてはならないものが記録に残っています。アドレスは7日後に短くされ、行は30日後に消えるはずです。理由は運営者が確認できます。
status-backups-title = バックアップ
status-backups-none = このサーバーは自分ではバックアップを作りません。データがどう守られているかは、運営者にたずねてください。
status-backups-made = 最後のバックアップ：{ $day }。
status-backups-missed = 最後の完全なバックアップ：{ $day }。その後のものがありません。理由は運営者が確認できます。
status-backups-never = まだバックアップを作れていません。理由は運営者が確認できます。
status-rehearsal-never = バックアップから復元できるかは、まだ試されていません。
status-rehearsal-well = 復元できるかを試した日：{ $day }。すべてそろっていました。
status-rehearsal-failed = 復元できるかを試した日：{ $day }。足りないものがありました。理由は運営者が確認できます。

setup-title = このサーバーの準備
setup-lead = このページはあなただけに見えます。最初の起動で示されたリンクで作られたアカウントだからです。
setup-checklist = まだ直すところ
setup-checklist-lead = サーバー上のコマンド「fuda doctor」が示すものと同じです。
setup-well = 問題ありません。
setup-trouble = 対応が必要です。
setup-letter = メールは届きますか？
setup-letter-lead = { $email }へのメールで確かめられます。メールサーバーがない場合は、outboxフォルダーに置かれます。
setup-letter-submit = 自分にメールを送る
setup-letter-sent = メールをお送りしました。
setup-settings = 設定
setup-settings-lead = サーバーの次の起動から有効になります。ほかの設定はすべて設定ファイルにあります。
setup-fixed = これは設定ファイルか環境変数で決まっていて、このページより優先されます。
setup-base-url = このサイトのアドレス
setup-base-url-hint = 人やアプリが使うとおりのもの。たとえばhttps://anki.example.org。
setup-operator = 運営者
setup-operator-hint = 概要、利用規約、プライバシーのページに載ります。あとで変更するときは、先に利用者に知らされます。
setup-contact = 連絡先
setup-contact-hint = 利用者のための、メールアドレスまたはウェブアドレス。
setup-location = サーバーの場所
setup-location-hint = プライバシーのページに載ります。たとえば、オーストリアのリンツ。
setup-registration = 登録できる人
setup-registration-hint = invite：あなたのリンクを持つ人。open：だれでも。closed：なし。
setup-mail-from = メールの差出人
setup-mail-from-hint = たとえばFuda <fuda@example.org>。
setup-mail-host = メールサーバー
setup-mail-host-hint = 空のままなら、メールはoutboxフォルダーに書き込まれます。
setup-mail-port = ポート
setup-mail-tls = 暗号化
setup-mail-tls-hint = starttlsはポート587、tlsはポート465で使います。
setup-mail-user = メールサーバーのユーザー名
setup-mail-password = メールサーバーのパスワード
setup-mail-password-hint = 専用のファイルに書き込まれ、表示されることはありません。空のままなら、変わりません。
setup-submit = 次の起動のために保存
setup-kept = 保存しました。サーバーを再起動すると有効になります。
setup-tls = 暗号化は、設定ファイルのdoorway.tlsで設定します。手持ちの証明書か、このサーバーが自分で取得する証明書を使います。方法は運営者向けガイドにあります。

in-use-title = 使われているアプリ
in-use-lead = このサーバーで使われているアプリとシステムです。1日に1回数え、だれの名前も載りません。{ $least }人に満たないグループは、単独では決して表示しません。
in-use-drawn = 数えた日：{ $day }。
in-use-apps-title = 同期しているアプリ
in-use-apps = 過去30日間に同期した利用者を、最後に使ったアプリで1人1回数えます。
in-use-installations-title = Ankiのインストール
in-use-installations = デスクトップ版Ankiが新しいバージョンの有無をこのサーバーにたずねる場合、過去30日間にたずねたものを1回数えます。見分けには専用の乱数を使い、その鍵付きの指紋だけを残します。アカウントやアドレスは一緒に記録しません。
in-use-versions = バージョン別
in-use-systems = システム別
in-use-name = グループ
in-use-count = 数
in-use-others = その他
in-use-too-few = 少なすぎるため表示しません。

## サポート

support-title = サポート
support-lead = たいていの疑問は、ここで1分もあれば解決します。残りには人が答えます。
support-contact-title = お問い合わせ
support-contact = このサーバーの運営者の連絡先：
support-contact-none = このサーバーの運営者は連絡先を記していません。教えてくれた人にたずねてください。
support-contact-hint = 使っているアプリとバージョン、行ったこと、アプリに表示されたことを書いてください。パスワードは決して送らないでください。こちらからたずねることもありません。
support-q-login = メールアドレスかパスワードが違うと表示される
support-a-login = まず、同じメールアドレスとパスワードをこのサイトで試してください。ここでログインできるなら、アプリの同期アドレスを見てください。間違っていると、アプリはAnkiWebに問い合わせてしまい、AnkiWebにはあなたの登録がありません。
support-q-which = アップロードかダウンロードかをたずねられる
support-a-which = 両方の変更を1つにまとめられなくなったときと、最初の同期のときにたずねられます。アップロードは端末にあるものを残し、ダウンロードはサーバーにあるものを残します。迷うときは、先にアプリでバックアップを作ってください。
support-q-wrong = 逆のほうを選んでしまった
support-a-wrong = その端末でもう一度同期しないでください。サーバーはコレクションの以前の状態を30日間残しており、運営者が元に戻せます。
support-q-device = このサイトで使えるパスワードがアプリで拒否される
support-a-device = 2要素認証がオンになっています。アプリはコードをたずねることができないので、専用のパスワードを使います。アカウントのページの「端末用パスワード」で作ってください。
support-q-letter = メールが届かない
support-a-letter = 迷惑メールのフォルダーを見て、アドレスに打ち間違いがないか確かめてください。このサーバーのメールには、画像も広告もありません。
support-connect = アプリのつなぎ方

## 利用規約

terms-title = 利用規約
terms-lead = 読めるように、短くしてあります。プライバシーのページと合わせて読んでください。
terms-privacy-link = プライバシーのページ
terms-account-title = アカウント
terms-account = 連絡のつくメールアドレスが必要です。パスワードは人に教えず、ほかの場所では使わないでください。アカウントで起きることの責任は、ご自身にあります。
terms-content-title = カード
terms-content = ここに保存したものは、あなたのものです。サーバーがそれを写すのは、安全に保ち、あなたの端末に返すためだけです。持つことを許されていないものは保存しないでください。
terms-fair-title = 公正な利用
terms-fair = サーバーや、それを使う人を害そうとしないでください。そうしたアカウントは、運営者が閉じることがあります。
terms-service-title = 守れない約束はしません
terms-service = サーバーは現状のまま提供されます。運営者は、サーバーを動かし続けデータを守るよう努めますが、何も起こらないとは約束できません。バックアップを取っておいてください。Ankiアプリが自動で作ってくれます。
terms-end-title = 終わり
terms-end = いつでも退会できます。運営者は、予告のうえでサービスを終えることがあります。カードはアプリに残ります。
terms-contact-title = 連絡先
terms-contact = この利用規約についての問い合わせ先：
terms-contact-none = この利用規約についての質問は、このサーバーを運営している人にお願いします。

## プライバシー

privacy-title = プライバシー
privacy-lead = このページでは、このサーバーがあなたについて何を、なぜ、どれだけの間保存するかを説明します。動いている設定と、プログラムの中にあるデータの一覧から作られているので、実際のとおりです。利用規約と合わせて読んでください。
privacy-terms-link = 利用規約
privacy-controller-title = 責任者
privacy-controller = このサーバーの責任者：{ $name }。
privacy-controller-address = 住所：{ $address }。
privacy-controller-officer = データ保護責任者：{ $officer }。
privacy-controller-none = 運営者は、だれが責任者かを記していません。このサーバーを教えてくれた人にたずねてください。
privacy-successor = { $day }に、責任は{ $name }（{ $address }）に移ります。ここで約束したことはすべてそのまま守られます。それまでに、データの写しを受け取り、アカウントを削除できます。その時までに削除されたアカウントのものは、何も引き継がれません。
privacy-email-title = メールアドレス
privacy-email = 登録には、使えるメールアドレスが必要です。ログインのほか、アカウントについてのメールに使います。アドレスの確認、新しいパスワードの設定、別のアドレスの確認のため、そして、ログインに関わる変更があったとき、最近使っていないブラウザーやアプリ、またはネットワークからログインがあったとき、あなたのアドレスでだれかが登録しようとしたとき、データの写しの準備ができたとき、このポリシーが変わるとき、アカウントが長く使われていないとき、アカウントが閉じられたり削除されたりしたときのお知らせのためです。ニュースレターはなく、メールに画像や追跡のしくみは入りません。
privacy-password-title = パスワード
privacy-password = パスワードそのものは保存されません。サーバーが持つのは、ソルトを加えた計算の重い指紋（Argon2id）だけで、そこから元には戻せません。ほかでは使っていないものを、できればパスワードマネージャーで作って使ってください。
privacy-cards-title = カード
privacy-cards = アプリが送る、またはウェブサイトで追加するノート、カード、オプション、学習履歴、メディアは、あなたの端末が取り出せるように保存されます。ほかの利用者には見えません。サーバーを運営する人はディスクに触れられるので、見ようと思えば見ることができます。カードは運営者に対しては暗号化されていません。
privacy-earlier = 何かが変わると、間違いを取り消せるように、以前の状態を{ $days }日間残します。そのあとで削除します。
privacy-backups = バックアップは暗号化され、あなたの分には専用の鍵が使われ、{ $days }日間残ります。アカウントが削除されると、その鍵も削除されます。{ $keydays }日たつと、どのバックアップからもあなたのデータは読めなくなります。
privacy-no-backups = このサーバーは自分ではバックアップを作りません。
privacy-own-copy = 完全に安全なしくみはありません。自分の写しを持っておいてください。Ankiアプリの「書き出し」か、データのページから取れます。
privacy-devices-title = 端末
privacy-devices = アプリがログインして同期すると、サーバーはプログラム、そのバージョン、動いているシステム、最初と直近の同期を記録し、アカウントのページに表示します。人を区別せずに数えることもあります。古すぎるアプリにはそのことを伝えます。アプリのログインを保つ鍵は指紋としてだけ保存され、端末をログアウトさせると無効になります。ブラウザーでログインすると、サーバーはブラウザーとシステムの名前を記録し、ログインしている間、アカウントのページに表示します。最近使っていないブラウザーやアプリ、またはネットワークからのログインをお知らせできるように、それらの指紋を、それを使った最後のログインから210日間保存します。ネットワークアドレスは、記録（ログ）に1週間後にも残る部分だけが使われます。
privacy-versions-title = バージョンの確認
privacy-versions = このサーバーを設定したコンピューターでAnkiが起動すると、Ankiは新しいバージョンがあるかをたずね、自分のバージョン、システム、最初の起動のときに自分で決めた乱数を伝えます。インストールを数えるため、バージョンとシステムを、その乱数の指紋と日付とともに記録します。アカウントやアドレスは一緒に記録しません。{ $days }日間見られなかったものは削除します。
privacy-cookies-title = クッキー
privacy-cookies = ログインすると、1つのクッキーがログインを保ち、行ったことをあなたのアカウントに結び付けます。ログアウトしたとき、30日間訪れなかったとき、または180日たったときに終わります。ログインするまでは何も設定されません。アクセス解析はなく、どのページもほかのサーバーから何も読み込みません。ブラウザーがほかのクッキーを送ってきても無視されます。
privacy-logs-title = 記録（ログ）
privacy-logs = リクエストごとに、日時、ネットワークアドレス、ブラウザーまたはアプリとそのバージョン、ページ、直前のページ、ログインしていればアカウントの番号を記録します。サーバーを守り、不具合を見つけ、利用を数え、手助けをするためです。もう1つの記録には、送ったメールとそのアドレスが残ります。アドレスは1週間後に短くされ、どちらの記録も{ $days }日で自動的に消えます。
privacy-limits-title = ログインの失敗
privacy-limits = パスワードの総当たりを防ぐため、ログインの失敗を、アカウントごととネットワークアドレスごとに短い間だけ数えます。
privacy-statistics-title = 統計
privacy-statistics = 1日に1回、全利用者の学習履歴とオプションから、平均正答率などの合計を計算します。計算するプログラムは、カードや名前やメディアを読めません。{ $members }人に満たない数字は表示しません。そこから個人にたどり着くことはできません。下で拒否できます。
privacy-sharing-title = ほかに関わる人
privacy-sharing = サーバーは何もよそに渡しません。何も売られず、ほかのだれもあなたのデータを使いません。
privacy-sharing-list = 運営者のために、次のところがデータを扱います：
privacy-sharing-mail = メールは{ $provider }を通ります。それぞれのメールのアドレス、件名、本文が渡ります。
privacy-sharing-no-mail = このサーバーにはメールサーバーがありません。メールは運営者が渡します。
privacy-basis-title = 法的な根拠
privacy-basis = メールアドレスやカードなど、あなたが渡すデータは、頼まれたことを行うために必要です。契約にあたります（一般データ保護規則の第6条1項b）。統計と記録は、それと、サービスを安全に保ち良くするという正当な利益（f）にもとづきます。アカウントの削除、写しの提供、どのポリシーをだれに知らせたかの記録は、法律が求めるものです（c）。データの一覧に、1つずつ書いてあります。
privacy-location-title = 場所
privacy-location = データのある場所：{ $location }。
privacy-location-backups = バックアップのある場所：{ $location }。
privacy-location-unknown = サーバーがどこにあるかを、運営者は記していません。気になる場合はたずねてください。
privacy-location-caches = 途中のキャッシュに残ってよいのは、だれが見てもよいものだけです。あなたのものが残ることはありません。
privacy-rights-title = あなたの権利
privacy-rights = アカウントの内容をアカウントのページで確認し、すべての写しを受け取り、アドレスを訂正し、統計を拒否し、アカウントを削除できます。お住まいの地域のデータ保護機関に苦情を申し立てることもできます。
privacy-rights-data-link = あなたのデータ
privacy-changes-title = 変更
privacy-changes = このポリシーが大事な点で変わるときは、このウェブサイトで、次の同期のときにアプリで、そしてメールでお知らせします。あなたが見る前に、新しいことをあなたのデータで行うことはありません。どの版もあとから読めます。
privacy-transfer-title = 引き継がれるとき
privacy-transfer = サービスがほかの人に移るときは、少なくとも{ $days }日前にお知らせします。その前に、データを受け取り、アカウントを削除できます。引き継ぐ人は、このポリシーに縛られます。
privacy-contact-title = 連絡先
privacy-contact-at = データについての問い合わせ先：
privacy-contact-none = 運営者は連絡先を記していません。このサーバーを教えてくれた人にたずねてください。

privacy-purpose-account = 本人だけを入れるため
privacy-purpose-letters = アカウントについてのメール
privacy-purpose-cards = カード、メディア、学習履歴（あなたの端末のため）
privacy-purpose-undo = 間違いを取り消すための以前の状態
privacy-purpose-loss = 失われたときにサービスを取り戻すためのバックアップ
privacy-purpose-devices = どのアプリがいつ使われたか（あなたとサポートのため）
privacy-purpose-diagnosis = 安全、不具合の発見、利用の集計、サポート
privacy-purpose-unused = 使われていないものをしまうため
privacy-purpose-removal = アカウントを削除し、削除されたままにするため
privacy-purpose-bounces = メールの届かないアドレスに送らないため
privacy-purpose-statistics = 多くの人の学習履歴の合計
privacy-purpose-policy = このポリシーのどの版をだれに知らせたか
privacy-purpose-copy = あなたのための、すべての写し
privacy-purpose-installations = インストールの数とそのシステム

policy-register-link = すべてのデータの一覧
policy-history-link = 以前の版
policy-updated = 第{ $version }版、最終更新：{ $day }。
proof-swept = 最後の確認：{ $day }。いちばん古い記録：{ $oldest }。
proof-empty = 最後の確認：{ $day }。何もありません。
proof-late = 最後の確認：{ $day }。期限を過ぎたものがあります。運営者に知らせました。
proof-never = まだ確認していません。
proof-backup = 最後のバックアップ：{ $day }。
proof-rehearsal = 最後に復元を試した日：{ $day }。
proof-letters = 利用者に最後に知らせた日：{ $day }。

register-title = すべてのデータの一覧
register-lead = このサーバーが人について何かを残している場所のすべてです。何のためか、何にもとづくか、どれだけの間か、そのあとどうなるかを示します。ここに載っていない場所があると、プログラムのテストが失敗します。
register-back = プライバシー
register-column-data = データ
register-column-about = 対象
register-column-kept = 期間
register-column-removed = アカウントを削除したとき
register-column-copy = 写しに含むか
register-column-place = 場所
register-basis = 根拠：{ $basis }
register-basis-contract = 契約
register-basis-law = 法律
register-basis-interest = 正当な利益
register-class-content = 書いたもの、録音したもの、回答したもの
register-class-identity = だれであるか
register-class-network = リクエストがどこから来たか
register-class-credential = 中に入るためのもの
register-class-activity = 何がいつ使われたか
register-class-record = 取り決めたこと、行ったこと
register-subject-member = 利用者
register-subject-applicant = 登録中の人
register-subject-visitor = 訪問者
register-subject-addressee = メールの宛先の人
register-kept-with-account = アカウントがある間
register-kept-days = 最長{ $n }日
register-kept-until-lifted = 取り消されるまで（アカウントの名前は含みません）
register-removed-with-account = 一緒になくなります
register-removed-by-age = 期限が来るとなくなります
register-removed-key-first = 鍵がすぐになくなります
register-removed-stays = 残ります
register-copy-given = はい
register-copy-package = はい（Ankiパッケージ）
register-copy-withheld = いいえ
register-region-data = サーバー
register-region-backups = バックアップ

history-title = このポリシーの版
history-lead = 何が約束され、何がいつ変わったか。
history-version = 第{ $version }版、{ $day }
history-significant = 利用者に知らせました。
history-insignificant = 意味は変わっていません。
history-first = 最初の版です。
history-changes = 変更点
history-text = 全文
history-hash = 指紋：{ $hash }

data-title = あなたのデータ
data-lead = このサーバーがあなたについて残しているもののすべてを、受け取れます。
data-copies-title = 写し
data-everything = すべて
data-everything-lead = コレクションとメディア、そのほかに分かっていること：アカウント、端末、ログイン、記録の行、メール、このポリシーについて知らされたこと。読めるファイルと、Ankiで開けるパッケージです。
data-everything-ask = すべての写しを作る
data-collection = コレクション
data-collection-lead = カード、学習履歴、メディアを1つのパッケージにしたもの。Ankiの「読み込み」で開いてください。
data-collection-ask = コレクションのパッケージを作る
data-packing = 作成中：{ $all }個のうち{ $n }個のファイルが済みました。
data-ready = { $size }、{ $until }まで
data-fetch = ダウンロード
data-prove = パスワードを入力
data-days = 写しは{ $n }日間ここにあり、そのあとで削除されます。準備ができるとメールが届きます。
data-gone-title = ここに写しはありません
data-gone = 写しは1週間受け取れます。データのページで新しいものを請求してください。

account-data-title = あなたのデータ
account-data = コレクションの写し、またはこのサーバーがあなたについて残しているもののすべての写しを受け取れます。
account-data-link = データの写し

copy-index-title = あなたのデータ
copy-index-lead = サーバーが{ $email }について残していたもののすべて。時点：{ $day }。
copy-index-package = コレクションとメディアです。Ankiの「読み込み」で開いてください。
copy-index-rules = rules.jsonには、それぞれの場所について、何のためのものか、どれだけの間残るか、そしてパスワードの指紋など、なぜ写しを受け取れないものがあるかが書いてあります。時刻はUTCです。

statistics-title = どのくらい覚えているか
statistics-lead = 1日に1回、参加している全員の過去1年の復習を合計します。{ $members }人に満たない数字は表示しません。
statistics-remembered = 覚えていた割合
statistics-pressed = 押された割合
statistics-basis = もとの数
statistics-of = { $members }人以上の復習{ $reviews }回
statistics-too-few = 数字を出すには、利用者がまだ少なすぎます。
statistics-drawn = 計算した日：{ $day }。
statistics-interval-title = 間隔別
statistics-interval = 予定どおりに最後に見てからの日数ごとに、カードを覚えていた割合です。
statistics-button-title = ボタン別
statistics-button = 復習でどのボタンが押されたかです。
statistics-aim-title = 目標別
statistics-aim = デッキのオプションの目標ごとに、カードを覚えていた割合です。
statistics-aims-at = { $aim }%
statistics-foretold-title = 予測と結果
statistics-foretold = FSRSは、復習の前にそのカードを覚えている確率を見積もります。ここでは、それ以前の復習と、デッキの現在のパラメータからその確率を計算し直し、実際に覚えていた割合と並べています。同じ復習に合わせて最適化されたパラメータは、実際より少しよく見えます。
statistics-foretold-head = 予測
statistics-foretold-mean = 平均{ $chance }
statistics-foretold-all = 全体
statistics-band = { $least }～{ $next }%
statistics-days = { $first }～{ $last }日
statistics-days-more = { $first }日以上

objection-make = 自分の復習を数えない
objection-withdraw = 自分の復習をまた数える
objection-noted = 次の計算から、あなたの復習は数えません。
objection-withdrawn = あなたの復習をまた数えます。

policy-banner = プライバシーポリシーが変わりました。
policy-banner-read = 変更点を見る
policy-banner-seen = 確認しました
policy-seen = ありがとうございます。この版についてのお知らせはもう表示されません。

## ないとき、壊れたとき

nothing-changed-title = 何も変更していません
not-found-title = ここには何もありません
not-found = アドレスに打ち間違いがあるか、ページが移動した可能性があります。
not-found-home = 最初のページへ
wrong-method-title = このページではできません
wrong-method = ブラウザーが、このアドレスにないことを求めました。前のページに戻って、別の方法を試してください。
broken-title = 問題が起きました
broken = あなたのせいではありません。不具合は記録されました。しばらくしてから、もう一度試してください。
broken-number = 連絡するときは、この番号を伝えてください：{ $number }
disk-full-title = 空き容量がありません
disk-full = このサイトのディスクがいっぱいで、新しいものを保存できません。今あるものは無事で、引き続き読むことができます。運営者には知らせてあります。しばらくしてから、もう一度試してください。
too-large-title = 一度に送るには多すぎました
too-large = サーバーはこれほどの量を読み取りませんでした。前のページに戻って、少なくして送ってください。

## 大きさと時間

decimal-sign = .
thousands-sign = ,
thousands-digits = 4
size-bytes = { $n }バイト
size-kilobytes = { $amount } KB
size-megabytes = { $amount } MB
size-gigabytes = { $amount } GB
ago-now = たった今
ago-minutes = { $n }分前
ago-hours = { $n }時間前
ago-days = { $n ->
        [1] 昨日
       *[other] { $n }日前
    }
ago-today = 今日
date = { $year }年{ $month }月{ $day }日
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

## メール。飾りのない文で、段落ごとに1つの文です。

letter-greeting = こんにちは。
letter-signature = { $site }の{ -fuda }

letter-trial-subject = このサーバーのメールは届いています
letter-trial-lead = このメールは、{ $site }の準備のページからの依頼でお送りしました。
letter-trial-effect = することはありません。これが届いたので、メールは届いています。
letter-why = このメールは、このアドレスのアカウントについてお送りしています。{ -fuda }はほかのメールを送りません。
letter-why-maybe = このメールは、{ $site }でこのアドレスが入力されたためお送りしています。{ -fuda }はほかのメールを送りません。

letter-verify-subject = { -fuda }のメールアドレスを確認してください
letter-verify-lead = どなたか（おそらくご本人）が、このアドレスで{ $site }に登録しました。次のリンクを開いて、アドレスを確認してください：
letter-verify-life = リンクは一度だけ、{ $hours }時間使えます。
letter-verify-not-you = 心当たりがない場合は、何もしないでください。リンクを開かなければ、アカウントは使えるようになりません。

letter-known-subject = すでに{ -fuda }のアカウントがあります
letter-known-lead = どなたか（おそらくご本人）が、このアドレスで{ $site }に登録しようとしました。このアドレスのアカウントはすでにあるため、何も変更していません。
letter-known-log-in = ログインはこちら：
letter-known-reset = パスワードを忘れた場合は、こちらで新しいものを決めてください：
letter-known-not-you = 心当たりがない場合は、何もする必要はありません。

letter-reset-subject = { -fuda }の新しいパスワードを決めてください
letter-reset-lead = どなたか（おそらくご本人）が、{ $site }で新しいパスワードを請求しました。次のリンクを開いて決めてください：
letter-reset-life = リンクは一度だけ、{ $minutes }分間使えます。それまでは今までのパスワードが使えます。
letter-reset-not-you = 心当たりがない場合は、何もしないでください。パスワードはそのままです。

letter-password-changed-subject = { -fuda }のパスワードが変更されました
letter-password-changed-lead = { $site }のアカウントのパスワードが変更されました。ほかのすべてのブラウザーとすべての端末はログアウトされました。
letter-password-changed-not-you = 心当たりがない場合は、すぐに新しいパスワードを決めてください：

letter-invitation-subject = { -fuda }への招待
letter-invitation-lead = Ankiコレクションのための家、{ $site }に招待されました。次のリンクを開いて登録してください：
letter-invitation-life = 招待は一度だけ、{ $days }日間使えます。

letter-removed-subject = { -fuda }のアカウントが削除されました
letter-removed-lead = { $site }のアカウントは、コレクションとメディアとともに削除されました。カードはAnkiアプリに残っています。

letter-disabled-subject = { -fuda }のアカウントが閉じられました
letter-disabled-lead = { $site }のアカウントは、運営者によって閉じられました。カードはAnkiアプリに残っています。

## デッキ

decks-title = デッキ
decks-column = デッキ
decks-menu = { $deck }のメニュー
decks-fold = { $deck }を折りたたむ
decks-unfold = { $deck }を開く
decks-create = デッキを作成
decks-create-lead = コロン2つで、デッキをほかのデッキの中に入れられます：言語::日本語。
decks-name = デッキの名前
decks-rename = 名前を変更
decks-move = 移動…
decks-move-title = { $deck }を移動
decks-move-lead = 中のデッキも一緒に移動します。
decks-move-into = 移動先
decks-move-top = どのデッキにも入れず、いちばん上へ
decks-move-submit = 移動
decks-subdeck = サブデッキを作成
decks-subdeck-title = { $deck }の中のデッキ
decks-custom-study = カスタム学習
decks-unbury = 非表示を解除
decks-rebuild = 再構築
decks-empty = 空にする
decks-description = 説明
decks-description-hint = 学習の前に表示されます。HTMLは書かれたとおりに表示されます。
decks-delete = 削除
decks-delete-title = { $deck }を削除
decks-delete-cards = { $n ->
    [0] 中にカードはありません。
   *[other] 中のカード{ $n }枚も削除されます。ほかにカードのないノートも削除されます。
}
decks-delete-below = 中のデッキ{ $n }個も削除されます。
decks-delete-filtered = 中のカードは元のデッキに戻ります。カードは削除されません。
decks-delete-undo = このページにいて、その間にどの端末も同期しなければ、取り消せます。
decks-delete-submit = デッキを削除
decks-cancel = キャンセル
decks-save = 保存
decks-created = デッキを作成しました。
decks-renamed = デッキの名前を変更しました。
decks-moved = デッキを移動しました。
decks-deleted = デッキを削除しました。
decks-undone = 元に戻しました。
decks-unburied = デッキの非表示のカードをすべて元に戻しました。
decks-rebuilt = デッキを再構築しました。
decks-emptied = デッキを空にしました。カードは元のデッキに戻りました。
decks-described = 説明を保存しました。
decks-name-missing = デッキには名前が必要です。
decks-refused = できません：{ $reason }
decks-busy = ただいま端末が同期しています。終わるのを待って、もう一度試してください。
decks-busy-title = コレクションは使用中です
decks-default-stays = 「Default」デッキは、ほかに行き先のないカードのためのものなので、削除できません。
decks-none-title = まだカードがありません
decks-none = コンピューターやスマートフォンのAnkiをつないでください。最初の同期のあと、デッキがここに表示されます。
decks-used = { $size }を保存中：カード{ $collection }、メディア{ $media }。
decks-studied = { $cards ->
    [0] 今日はまだ学習していません。
   *[other] 今日は{ $time }で{ $cards }枚学習しました（1枚あたり{ $pace }秒）。
}
time-seconds = { $n }秒
time-minutes = { $amount }分
time-hours = { $amount }時間
count-new = 新規
count-learning = 習得中
count-review = 復習
count-new-short = 新規
count-learning-short = 習得中
count-review-short = 復習
deck-is-filtered = フィルターデッキ
deck-is-current = 最後に学習

## 1つのデッキ

deck-study = 学習する
deck-counts-lead = 今日の分
deck-buried = 明日まで非表示のカードが{ $n }枚あります。
deck-filtered-lead = フィルターデッキは、ほかのデッキからカードを借ります。回答したカードは元に戻ります。デッキを空にしたり削除したりしたときも同じです。
deck-done-title = おつかれさまでした
deck-done = このデッキの学習は、ひとまず終わりです。
deck-done-learning-soon = 次の習得中カードは{ $n }分後です。
deck-done-learning-hours = 次の習得中カードは{ $n }時間後です。
deck-done-reviews-left = 復習はまだ残っていますが、今日の上限に達しました。上限はデッキのオプションで上げられます。
deck-done-new-left = 新規カードはまだ残っていますが、今日の上限に達しました。上限はオプションで上げられます。ただし、新規カードを増やすと、この先数日の復習も増えます。
deck-done-buried = 兄弟カードが出題されたか、自分でそうしたために、非表示になっているカードがあります。明日にはまた出題されます。非表示を解除すれば、今すぐ学習できます。
deck-nothing-due = このデッキに、今学習するものはありません。

## 学習

study-title = 学習
study-card = カード
study-needs-script = カードの表示にはスクリプトを使うので、学習にはスクリプトを実行できるブラウザーが必要です。このサイトのほかのページは、スクリプトなしで使えます。
study-show-answer = 解答を表示
study-grades = どのくらい覚えていましたか？
study-again = もう一度
study-hard = 難しい
study-good = 正解
study-easy = 簡単
study-undo = 元に戻す
study-redo = やり直す
study-more = その他
study-key-undo = 元に戻す（U）
study-key-more = その他（M）
study-is-marked = マーク付き
study-wait = 次のカードを読み込んでいます。
study-edit = ノートを編集
study-mark = ノートにマーク
study-info = カード情報
study-replay = 音声をもう一度再生
study-bury-card = カードを今日は非表示
study-bury-note = ノートを今日は非表示
study-suspend-card = カードを休止
study-suspend-note = ノートを休止
study-forget = 新規カードにリセット…
study-due = 期日を指定…
study-delete = ノートを削除
study-advance = 自動で進める
study-record = 自分の声を録音
study-own-voice = 自分の声を再生
study-pause = 音声を一時停止
study-back = 音声を5秒戻す
study-forward = 音声を5秒進める
study-swipe = スワイプで評価
study-flags = フラグ
study-flag-1 = 赤いフラグ
study-flag-2 = オレンジのフラグ
study-flag-3 = 緑のフラグ
study-flag-4 = 青いフラグ
study-flag-5 = ピンクのフラグ
study-flag-6 = ターコイズのフラグ
study-flag-7 = 紫のフラグ
study-text-size = 文字の大きさ
study-smaller = 文字を小さく
study-larger = 文字を大きく
study-tags = タグ
study-due-days = 今日からの日数
study-due-hint = 0は今日、1は明日です。1-7と書くと、カードごとにその中から日が選ばれます。5!と書くと、間隔も変わります。
study-forget-position = 新規カードの中の元の位置に戻す
study-forget-counts = 学習回数と忘却回数を数え直す
study-save = 保存
study-close = 閉じる
study-cancel = キャンセル
study-line-offline = 接続が切れています。評価はこのページに残っていて、つながると順番に送られます。ページを閉じないでください。
study-line-busy = 端末が同期しています。評価はこのページに残っていて、同期が終わると送られます。
study-line-logged-out = ログアウトされました。別のタブでログインし直してください。評価はこのページに残っています。
study-line-broken = サーバーに問題が起きています。評価はこのページに残っていて、直ると送られます。
study-offline = これには接続が必要ですが、今は切れています。
study-hung = このカードのスクリプトが終わりません。続けることはできます。解答を表示するか、カードを今日は非表示にするか、休止してください。
study-stopped = このカードのスクリプトは、送る量が多すぎたため止められました。続けることはできます。
study-touch-first = ページに触れるかRを押すと、音声が始まります。
study-no-voice = まだ録音がありません。ShiftとVで録音します。
study-voice-recording = 録音中です。もう一度ShiftとVを押すと止まります。
study-voice-recorded = 録音しました。Vでもう一度再生します。
study-voice-refused = ブラウザーが、このページでの録音を許可していません。
study-advance-on = カードが自動で進みます。
study-advance-off = カードは自動では進みません。
study-time-up = このカードの時間が来ました。
study-swipe-on = 左にスワイプすると「もう一度」、右なら「正解」です。カードに触れると解答を表示します。
study-swipe-off = スワイプしても何も起きません。
study-nothing-to-undo = 元に戻せるものはありません。
study-nothing-to-redo = やり直せるものはありません。
study-moved-on = 表示したあとで、別の端末または別のタブでこのカードが変わりました。回答は数えられていません。
study-gone = このカードはもうありません。
study-said-leech = 何度も忘れたため、このカードは苦戦カードになりました。
study-said-leech-suspended = 何度も忘れたため、このカードは苦戦カードになり、休止されました。
study-said-undone = 元に戻しました：{ $step }
study-said-redone = やり直しました：{ $step }
study-said-buried = { $n ->
    [0] 非表示にするカードは残っていませんでした。
   *[other] { $n }枚のカードを明日まで非表示にしました。
}
study-said-suspended = { $n ->
    [0] 休止するカードは残っていませんでした。
   *[other] { $n }枚のカードを休止しました。
}
study-said-siblings = 兄弟カード{ $n }枚を明日まで非表示にしました。
study-said-flagged = { $flag }
study-said-unflagged = フラグを外しました。
study-said-marked = ノートにマークを付けました。
study-said-unmarked = ノートのマークを外しました。
study-said-reset = カードは新規に戻りました。
study-said-due = カードの期日を変更しました。
study-said-deleted = ノートを、カード{ $n }枚とともに削除しました。
study-said-saved = ノートを保存しました。
study-undo-step = 元に戻す：{ $step }
study-redo-step = やり直す：{ $step }
step-answer = カードへの回答
step-bury = 今日は非表示
step-suspend = 休止
step-unbury = 非表示の解除
step-flag = フラグ
step-tags = タグ
step-note = ノートの編集
step-delete-note = ノートの削除
step-delete-deck = デッキの削除
step-add-deck = デッキの作成
step-rename-deck = デッキの名前の変更
step-deck = デッキの編集
step-options = デッキのオプション
step-custom-study = カスタム学習
step-build = フィルターデッキの構築
step-empty = フィルターデッキを空に
step-reset = 新規カードへのリセット
step-due = 期日の指定
step-other = 最後の操作

## カード情報

info-title = カード情報
info-added = 作成日
info-first-review = 最初の学習日
info-latest-review = 直近の学習日
info-due = 期日
info-position = 位置
info-interval = 間隔
info-ease = 易しさ
info-reviews = 学習回数
info-lapses = 忘却回数
info-average-time = 平均時間
info-total-time = 合計時間
info-stability = 安定度
info-difficulty = 難度
info-retrievability = 正答可能性
info-card-type = カードタイプ
info-note-type = ノートタイプ
info-deck = デッキ
info-preset = プリセット
info-card-id = カードの番号
info-note-id = ノートの番号
info-head-date = 日付
info-head-kind = 種類
info-head-rating = 評価
info-head-interval = 間隔
info-head-ease = 易しさ
info-head-time = 時間
info-kind-learn = 習得中
info-kind-review = 復習
info-kind-relearn = 再習得中
info-kind-filtered = フィルター
info-kind-manual = 手動
info-kind-rescheduled = 期日変更
info-days = { $n }日
info-days-text = { $value }日
info-seconds = { $value }秒
info-percent = { $value }%

## カスタム学習

custom-title = カスタム学習：{ $deck }
custom-lead = 今日はこのデッキをもっと。または、別の学習を。
custom-more-new = 今日の新規カードを増やす
custom-more-new-hint = 新規カードが{ $n }枚待っています。
custom-more-reviews = 今日の復習を増やす
custom-more-reviews-hint = 復習が{ $n }枚待っています。
custom-forgotten = この数日間に忘れたカードを復習する
custom-ahead = この先数日が期日のカードを復習する
custom-preview = この数日間に追加した新規カードを見る
custom-cram = カードの状態またはタグで学習する
custom-cards = 枚数
custom-days = 日数
custom-which = 対象のカード
custom-which-new = 新規カードのみ
custom-which-due = 期日の来たカードのみ
custom-which-reviews = すべての復習カードをランダムな順序で
custom-which-all = すべてのカードをランダムな順序で（期日は変わりません）
custom-with-tags = 次のタグのどれかがあるカードのみ
custom-without-tags = 次のタグのないカード
custom-tags-hint = 複数のタグは間に空白を入れて書きます。空のままなら、タグは問いません。
custom-start = 始める
custom-extended = 今日の上限を上げました。
refused-no-children = フィルターデッキの中にデッキは入れられません。別のデッキを選んでください。
refused-no-cards = フィルターデッキは、自分のカードを持てません。
refused-gone = もうありません。ほかの端末で削除されたのかもしれません。
search-refused = 検索の意味がわかりません：{ $reason }
search-misplaced-and = 「and」は2つの検索のあいだに置いてください。
search-misplaced-or = 「or」は2つの検索のあいだに置いてください。
search-empty-group = かっこの中に何もありません。
search-unopened-group = 開いていないかっこが閉じられています。
search-unclosed-group = かっこが閉じていません。
search-empty-quote = 引用符の中に何もありません。
search-unclosed-quote = 引用符が閉じていません。
search-missing-key = コロンの前に何もありません。
search-unknown-escape = 「{ $given }」には意味がありません。バックスラッシュは2つ重ねて書いてください。
search-unknown-state = 「is:{ $given }」という状態はありません。
search-unknown-flag = フラグの番号は0から7までです。
search-unknown-property = 「prop:{ $given }」という属性はありません。
search-missing-comparison = 「prop:{ $given }」には = != < > <= >= のどれかと値が必要です。
search-not-a-number = 「{ $whole }」の「{ $given }」は数ではありません。
search-not-a-whole-number = 「{ $whole }」の「{ $given }」は整数ではありません。
search-not-a-count = 「{ $whole }」の「{ $given }」は0以上の整数ではありません。
search-not-days-ago = 「{ $whole }」の「{ $given }」は0以下の整数ではありません。
search-not-a-button = 「{ $whole }」の「{ $given }」は解答ボタンではありません。番号は1から4までです。
search-not-ids = 「{ $given }:」のあとには、数をコンマで区切って書いてください。
search-half-a-duplicate = 「dupe:」のあとには、ノートタイプの番号、コンマ、文字列を書いてください。
search-too-long = 長すぎます。
search-too-deep = かっこの入れ子が深すぎます。
refused-nothing-found = 当てはまるカードがないため、学習するものはありません。
refused-not-filtered = これはフィルターデッキではありません。
refused-session-taken = フィルターデッキではない「Custom Study Session」という名前のデッキがあります。先にその名前を変更してください。

## アカウントのこれから：パスワードの強さ、別のアドレス、2段階目、アプリ、退会

strength-label = 推測されにくさ
strength-0 = すぐに推測されます
strength-1 = 推測されやすい
strength-2 = ふつう
strength-3 = 良い
strength-4 = とても良い
refused-password-leaked = このパスワードはどこかで漏れたもので、まっ先に試されます。別のものにして、ほかで使っているところでも変更してください。
refused-password-weak = このパスワードは推測されやすいものです。だれも思いつかない言葉を1つか2つ足してください。

check-title = メールは今も届いていますか？
check-banner = メールアドレスを確認してください。メールをお送りしました（{ $day }）。
check-banner-link = 理由を読む
check-lead = { $day }に{ $email }へメールをお送りしました。その中のリンクを開いてください。
check-why = メールが届かないと、パスワードを忘れたときにだれも助けられません。また、あなたの古いアドレスを手にした人が、いつか新しいパスワードを決めてしまうかもしれません。
check-until = { $day }までにリンクが開かれないと、ウェブサイトはほかのページを表示する前に確認を求めます。何も削除されず、アプリの同期も続きます。
check-overdue = ウェブサイトは今、確認を待っています。何も削除されず、アプリの同期も続きます。
check-again = メールをもう一度送る
check-sent = メールをお送りしました。
check-other-address = 別のアドレスを使う
check-confirm-lead = メールが届きました。それを知らせるだけで、何も変わりません。
check-confirm = アドレスを確認する
check-done = メールアドレスが確認されました。

proof-title = ご本人ですか？
proof-lead = これから行うことは大切なので、パスワードをもう一度入力してください。15分間有効です。
proof-submit = 続ける
proof-code-hint = 認証アプリに今表示されているコード、または回復コードの1つ。
refused-proof-stale = パスワードの入力から時間がたったため、何も変更していません。もう一度入力してください。

account-safety-title = ログイン
account-safety-address = メールアドレス
account-safety-address-change = 変更
account-safety-address-change-label = メールアドレスを変更
account-safety-factor = 2要素認証
account-safety-factor-on = オン。ログインには、スマートフォンのコードが必要です。
account-safety-factor-passkey = オン。ログインには、パスキーが必要です。
account-safety-factor-off = オフ。パスワードだけでログインできます。
account-safety-factor-change = 変更
account-safety-factor-change-label = 2要素認証を変更
account-safety-apps = 端末用パスワード
account-safety-apps-none = なし。アプリはあなたのパスワードでログインします。
account-safety-apps-some = { $n }個
account-safety-apps-needed = まだありません。アプリがログインするには1つ必要です。
account-safety-apps-change = 管理
account-safety-apps-change-label = 端末用パスワードを管理

email-title = メールアドレスの変更
email-lead = 現在のアカウントのアドレスは{ $address }です。
email-how = 新しいアドレスに、リンクを書いたメールをお送りします。リンクが開かれるまでは何も変わりません。これまでのアドレスにもお知らせし、1週間は変更を取り消せます。
email-field = 新しいメールアドレス
email-submit = リンクを送る
email-sent-title = 新しいアドレスのメールを確認してください
email-sent = { $address }をこのアカウントで使える場合は、リンクを書いたメールをお送りします。リンクを開くまでは、これまでのアドレスでログインします。
refused-email-same = これは今のアドレスと同じです。
email-confirm-title = 新しいアドレスの確認
email-confirm-lead = あと1クリックで、このリンクを送った先のアドレスがアカウントのアドレスになります。アプリはログインしたままです。
email-confirm-submit = このアドレスを使う
email-changed-title = アドレスを変更しました
email-changed = これからは新しいアドレスでログインします。これまでのアドレスにもお知らせしました。
email-dead-title = このリンクはもう使えません
email-dead = メールのリンクは一度だけ、しばらくの間だけ使えます。アカウントのページで新しいリンクを請求してください。
email-return-title = 変更の取り消し
email-return-lead = アカウントのアドレスが、この以前のアドレスに戻ります。すべてのブラウザーとアプリがログアウトされ、その後に設定された2要素認証はオフになり、パスワードは無効になります。新しいパスワードを決めるためのリンクをお送りします。
email-return-submit = 取り消す
email-returned-title = 元のアドレスに戻りました
email-returned = すべてログアウトされ、パスワードは使えなくなりました。新しいパスワードを決めるためのリンクを書いたメールをお送りします。
email-return-dead = 変更はすでに取り消されたか、1週間以上たっています。アカウントに入れない場合は、運営者に連絡してください。

factor-title = 2要素認証
factor-lead = パスワードに加えて、スマートフォンのコードを使います。だれかにパスワードを知られても、ログインされません。
login-return-title = すべてを締め出す
login-return-lead = すべてのブラウザーとアプリがログアウトされます。このメール以降に作られたパスキー、認証アプリ、リカバリーコードは削除され、アカウントのアドレスはこのメールのアドレスに戻り、パスワードは無効になります。新しいパスワードを決めるためのリンクをお送りします。
login-return-submit = すべてを締め出す
login-return-dead = このリンクはすでに使われたか、1週間以上たっています。アカウントに入れない場合は、運営者に連絡してください。
login-returned-title = すべてを締め出しました
factor-return-title = 2要素認証の取り消し
factor-return-lead = このメール以降に設定されたパスキーと認証アプリは削除され、すべてのブラウザーとアプリがログアウトされ、パスワードは無効になります。新しいパスワードを決めるためのリンクをお送りします。
factor-return-submit = 削除する
factor-returned-title = 削除しました
factor-step-scan = Aegis、FreeOTP、スマートフォンに内蔵のものなど、認証アプリで読み取ってください。
factor-step-type = 読み取れない場合は、このキーをアプリに入力してください：
factor-step-code = 次に、アプリに表示されるコードを入力してください。
factor-qr-label = 認証アプリ用のQRコード
factor-field = コード
factor-field-hint = 数字6桁です。
factor-submit = オンにする
factor-apps = Ankiアプリはコードをたずねることができません。オンにすると、新しくログインするアプリには端末用パスワードが必要です。アカウントのページで作れます。ログイン中のアプリはログインしたままです。
factor-is-on = オンになっています。ログインには、認証アプリのコードが必要です。
factor-codes-left = 残りの回復コードは{ $n }個です。
factor-codes-renew = 新しい回復コードを作る
factor-off-title = オフにする
factor-off-lead = オフにすると、ブラウザーでもアプリでも、パスワードだけでログインできるようになります。
factor-off-submit = オフにする
factor-turned-off = 2要素認証をオフにしました。
factor-codes-title = 回復コード
factor-codes-lead = スマートフォンが手元にないとき、コード1つで一度ログインできます。印刷するか書き留めてください。表示されるのは今だけです。以前のコードは使えなくなりました。
factor-codes-done = 保管しました
code-title = コードの入力
code-lead = 認証アプリに今表示されているコードを入力してください。
code-field = コード
code-hint = スマートフォンが手元にありませんか？回復コードの1つを入力してください。
code-submit = ログイン
code-lead-passkey = パスキーを使うか、回復コードの1つを入力してください。
code-field-recovery = 回復コード
code-hint-recovery = 最初のパスキーを作ったときに保管したものの1つです。
code-late = 時間がかかりすぎました。もう一度ログインしてください。
refused-code-missing = コードを入力してください。
refused-code = このコードは合いません。コードは30秒の間に一度だけ使えます。次のコードを待って、もう一度試してください。

passkeys-title = パスキー
passkeys-lead = パスキーを使うと、指、顔、またはPINでログインできます。覚えるものはなく、だまし取られることもありません。
passkeys-submit = パスキーを作る
passkeys-first = 最初のパスキーは、2要素認証の2つ目の要素にもなります。そのあとはパスワードだけではログインできず、新しくログインするAnkiアプリには端末用パスワードが必要です。パスキーをなくした日のために、回復コードを受け取ります。
passkeys-without = このブラウザーはパスキーを作れないか、スクリプトがオフになっています。
passkeys-impossible = ブラウザーがパスキーを作るのは、名前があり、接続が暗号化されたサイトだけです。このサイトはそうなっていません。運営者にたずねてください。
passkeys-field = 名前
passkeys-hint = 「スマートフォン」や「セキュリティキー」など、パスキーのある場所です。
passkeys-not-made = パスキーは作られませんでした。中止されたか、この端末にすでにあなたのパスキーがあります。
passkeys-yours = あなたのパスキー
passkeys-remove = 無効にする
passkeys-remove-label = パスキー{ $name }を無効にする
passkeys-added = パスキーでログインできるようになりました。
passkeys-removed = パスキーを無効にしました。端末からも削除できます。
passkeys-full = パスキーは20個までです。使っていないものを無効にしてください。
passkey-use = パスキーを使う
passkey-not-shown = パスキーは使われませんでした。中止されたか、この端末にこのサイトのパスキーがありません。
refused-passkey = このパスキーは合わないか、ページを開いたまま時間がたちすぎました。もう一度試してください。
account-safety-passkeys-some = { $n }個のパスキーでログインできます。
account-safety-passkeys-none = なし。作ると、指、顔、またはPINでログインできます。
account-safety-passkeys-change-label = パスキーを管理

apps-passwords-title = 端末用パスワード
apps-passwords-lead = 1つのAnkiアプリのためのパスワードです。アプリの同期だけができ、ほかのことには使えません。いつでも無効にできます。
apps-passwords-needed = 2要素認証がオンなので、アプリはあなたのパスワードではなく、端末用パスワードでログインします。
apps-passwords-optional = 2要素認証がオフなので、アプリはあなたのパスワードでもログインできます。
apps-passwords-field = どの端末用ですか？
apps-passwords-hint = 「スマートフォン」など、見分けるための名前です。
apps-passwords-submit = パスワードを作る
apps-passwords-made-title = { $name }用のパスワード
apps-passwords-made = アカウントのメールアドレスと一緒に、アプリに入力してください。表示されるのは今だけです。空白はあってもなくても構いません。
apps-passwords-made-done = 完了
apps-passwords-none = まだ作っていません。
apps-passwords-since = 作成
apps-passwords-used = 最後の使用
apps-passwords-never = まだ使われていません
apps-passwords-revoke = 無効にする
apps-passwords-revoke-label = { $name }用のパスワードを無効にする
apps-passwords-revoked = パスワードを無効にし、それでログインしたアプリをログアウトさせました。
apps-passwords-full = 端末用パスワードは50個までです。使っていないものを無効にしてください。
refused-name-missing = 名前を付けてください。

leave-what-title = なくなるもの
leave-what = コレクションとその以前の状態、メディア、端末、ログイン、送信待ちのメール、メールアドレス。
leave-stays-title = しばらく残るもの
leave-stays = リクエストの記録にはアカウントの番号が、メールの記録にはアドレスが、最長で30日間残ります。運営者が作るバックアップは、1か月以内に期限が切れます。あなたのアドレスへのメールが戻ってきたことがある場合は、二度と送らないように、アドレスの指紋が残ります。
leave-week = 考え直す時間が1週間あります。それまではすべて今までどおり使え、1クリックでアカウントを残せます。その後アカウントは削除され、何が削除されたかを示す署名付きの証明書をメールで受け取ります。
leave-submit = アカウントを削除する
leave-log-in = ここでアカウントを削除するには、ログインしてください。
leave-asked-title = アカウントは削除されます
leave-asked = { $day }に、アカウントとその中のものがすべて削除されます。それまでは今までどおり使えます。
leave-asked-keep = アカウントを残す
leave-kept = アカウントは残ります。何も削除されていません。
leave-asked-said = 退会のご希望を受け付けました。取り消す方法を書いたメールをお送りします。
keep-title = アカウントを残す
keep-lead = あと1クリックで、アカウントはそのまま残ります。
keep-submit = アカウントを残す
keep-dead-title = このリンクはもう使えません
keep-dead = アカウントを残す手続きがすでに済んだか、アカウントが削除されました。
keep-done-title = アカウントは残ります
keep-done = 何も削除されていません。
leave-number = このサーバーの証明書は、鍵{ $key }で署名されます。

put-away-title = コレクションはしまわれました
put-away-lead = このアカウントは長い間使われなかったため、{ $day }にコレクションとメディアをしまいました。{ $until }まで元に戻せます。
put-away-bring = すべて元に戻す
put-away-brought = すべて元に戻りました。次の同期で、どちらを残すかを各アプリがたずねます。ダウンロードを選んでください。
put-away-gone = もう残っていません。

refused-undeliverable = 以前このアドレスへのメールが戻ってきたため、送らないようにしています。別のアドレスを使うか、もう一度試すよう運営者に頼んでください。

privacy-unused-title = 使われていないアカウント
privacy-unused = データは、アカウントが使われている間は残ります。訪問も同期も利用と数えます。{ $days }日間、訪問も同期もないアカウントには、コレクションとメディアをしまう60日前、30日前、7日前の3回、メールをお送りします。しまったあとの30日間は、アカウントのページで元に戻せます。アカウントそのものは残ります。
privacy-unused-never = データは、アカウントがある限り残ります。使われていないアカウントも残ります。
privacy-leaving-title = 退会
privacy-leaving = アカウントのページで、アカウントを削除できます。1週間考える時間があり、そのあとであなたのものはすべて削除され、署名付きの証明書がそれを示します。記録やバックアップにしばらく残るものも、1か月以内になくなります。
privacy-bounces-title = 戻ってきたメール
privacy-bounces = アドレスが存在しないとメールサーバーが答えた場合は、二度と送らないように、その指紋を理由と日付とともに残します。指紋からアドレスは読み取れません。アカウントがなくなっても残ります。運営者が取り消すことができます。

letter-not-you-password = 心当たりがない場合は、すぐに新しいパスワードを決めてください：

letter-new-address-subject = { -fuda }の新しいアドレスを確認してください
letter-new-address-lead = どなたか（おそらくご本人）が、このアドレスを{ $site }のアカウントで使おうとしています。次のリンクを開いて確認してください：
letter-new-address-not-you = 心当たりがない場合は、何もしないでください。リンクを開かなければ、何も変わりません。

letter-check-subject = メールは今も届いていますか？
letter-check-lead = { $site }のアカウントについてのメールが届いているかを、ときどき確かめています。届かないと、忘れたパスワードを作り直せません。次のリンクを開くと、届いていることが分かります：
letter-check-effect = { $days }日以内にリンクが開かれないと、ウェブサイトはほかのページを表示する前に確認を求めます。何も削除されず、アプリの同期も続きます。
letter-check-overdue = リンクが開かれるまで、ウェブサイトはほかのページを表示する前に確認を求めます。何も削除されず、アプリの同期も続きます。
letter-check-life = リンクは{ $days }日間使えます。

letter-address-changed-subject = { -fuda }のアドレスが変更されました
letter-address-changed-lead = { $site }のアカウントのアドレスが、別のものに変わりました。このアドレスへのメールは、これが最後です。
letter-address-changed-not-you = 心当たりがない場合は、取り消してください。{ $days }日間は、次のリンクで取り消せます：
letter-address-changed-effect = すべてログアウトされ、パスワードは無効になり、新しいパスワードを決めるためのリンクが届きます。

letter-factor-on-subject = { -fuda }の2要素認証がオンになりました
letter-factor-on-lead = これから{ $site }のアカウントにログインするには、パスワードに加えて、認証アプリのコードが必要です。回復コードは安全な場所に保管してください。
letter-factor-on-apps = 新しくログインするAnkiアプリには、端末用パスワードが必要です。こちらで作れます：
letter-factor-on-effect = 設定されたものは削除され、すべてログアウトされ、パスワードは無効になり、新しいパスワードを決めるためのリンクが届きます。

letter-factor-off-subject = { -fuda }の2要素認証がオフになりました
letter-factor-off-lead = これからは、パスワードだけで{ $site }のアカウントにログインできます。

letter-authenticator-off-subject = { -fuda }のアカウントはコードを受け付けなくなりました
letter-authenticator-off-lead = これから{ $site }のアカウントは、認証アプリのコードを受け付けません。パスキーでは引き続きログインできます。

letter-passkey-on-subject = { -fuda }のアカウントに新しいパスキーが加わりました
letter-passkey-on-lead = これから、新しいパスキーで{ $site }のアカウントにログインできます。
letter-passkey-not-you = 心当たりがない場合は、パスキーを確認し、すぐに新しいパスワードを決めてください：

letter-passkey-off-subject = { -fuda }のアカウントのパスキーが無効になりました
letter-passkey-off-lead = パスキーの1つが、{ $site }のアカウントにログインできなくなりました。

letter-recovery-used-subject = { -fuda }の回復コードが使われました
letter-recovery-used-lead = どなたか（おそらくご本人）が、回復コードを使って{ $site }のアカウントにログインしました。
letter-recovery-used-left = { $n ->
        [0] 回復コードは残っていません。こちらで新しいものを作ってください：
       *[other] 残りは{ $n }個です。新しいものはこちらで作れます：
    }

letter-log-in-effect = すべてログアウトされ、その後に設定された2要素認証は削除され、パスワードは無効になり、新しいパスワードを決めるためのリンクが届きます。
letter-log-in-subject = { -fuda }のアカウントに新しいログインがありました
letter-log-in-lead = どなたか（おそらくご本人）が、最近使われていなかったブラウザーやアプリ、またはネットワークから、{ $site }のアカウントにログインしました。
letter-log-in-with = 使われたのは{ $program }（{ $system }）です。
letter-log-in-with-program = 使われたのは{ $program }です。
letter-log-in-unknown = 使われたプログラムは分かりません。
letter-log-in-you = ご本人であれば、何もする必要はありません。
letter-log-in-not-you = 心当たりがない場合は、すべてを締め出してください。{ $days }日間は、次のリンクでできます：

letter-codes-renewed-subject = { -fuda }の回復コードが新しくなりました
letter-codes-renewed-lead = { $site }のアカウントの回復コードが作り直されました。以前のコードはもう使えません。

letter-app-refused-subject = Ankiアプリには端末用パスワードが必要です
letter-app-refused-lead = アプリが、あなたのパスワードで{ $site }のアカウントにログインしようとしました。2要素認証がオンですが、アプリはそのコードをたずねることができないため、アプリにはパスワードが違うと答えました。
letter-app-refused-how = こちらで端末用パスワードを作り、あなたのパスワードの代わりにアプリに入力してください：
letter-app-refused-not-you = 心当たりがない場合は、だれかがパスワードを知っています。すぐに新しいパスワードを決めてください：

letter-removal-subject = { -fuda }のアカウントは削除されます
letter-removal-lead = { $site }のアカウントの削除を受け付けました。{ $days }日後に、アカウントとその中のものがすべて削除されます。
letter-removal-keep = 考え直した場合や心当たりがない場合は、次のリンクでアカウントを残せます：
letter-removal-effect = それまではすべて今までどおり使えます。カードはAnkiアプリに残ります。

letter-kept-subject = { -fuda }のアカウントは残ります
letter-kept-lead = { $site }のアカウントは削除されません。すべて元のままです。

letter-removed-certificate = 次にあるのは署名付きの証明書です。何が削除され、何がどれだけの間、記録とバックアップに残るかを示します。{ -fuda }があれば、コマンドfuda verify-certificateと、このメールを保存したファイルで、だれでも確かめられます。

letter-unused-subject = { -fuda }のコレクションは{ $days }日後にしまわれます
letter-unused-lead = { $site }のアカウントは、{ $days }日間、訪問も同期もされていません。
letter-unused-end = このままだと、場所を空けるため、{ $days }日後にコレクションとメディアをしまいます。アカウントそのものは残ります。
letter-unused-keep = すべてを残すには、どれかのAnkiアプリで同期するか、一度ログインしてください：

letter-policy-subject = { -fuda }のプライバシーポリシーが変わりました
letter-policy-lead = { $site }のプライバシーポリシーが、大事な点で変わりました。変更点はこちらです：
letter-policy-effect = あなたが見る前に、新しいことをあなたのデータで行うことはありません。同意できない場合は、データの写しを受け取り、アカウントを削除できます。

letter-copy-subject = データの写しの準備ができました
letter-copy-lead = { $site }に請求したデータの写しの準備ができました。データのページで受け取ってください：
letter-copy-days = 写しは{ $days }日間そこにあり、そのあとで削除されます。
letter-copy-not-you = 請求した覚えがない場合は、すぐに別のパスワードにしてください。

letter-put-away-subject = { -fuda }のコレクションはしまわれました
letter-put-away-lead = { $site }のアカウントは長い間使われなかったため、コレクションとメディアをしまいました。
letter-put-away-back = あと{ $days }日間は元に戻せます。ログインしてボタンを1つ押してください。
letter-put-away-account = アカウントは残ります。どれかのアプリにまだカードがあれば、もう一度アップロードすることもできます。

## デッキのオプション

options-title = { $deck }のオプション
options-link = オプション
options-preset = プリセット
options-preset-used = { $name }（デッキ{ $n }個）
options-preset-show = 表示
options-preset-name = プリセットの名前
options-preset-shared = 同じプリセットのデッキは、これらのオプションを共有します。「このデッキ」と「今日」の上限は、このデッキだけのものです。
options-save = 保存
options-save-children = すべてのサブデッキに保存
options-add = 新しいプリセットとして保存
options-delete = プリセットを削除
options-optimise = 保存してこのプリセットを最適化
options-optimise-all = 保存してすべてのプリセットを最適化
options-evaluate = 保存して評価
options-optimise-hint = 回答からパラメータを求めるには少し時間がかかります。学習している間も続きます。
options-fsrs-first = 先にFSRSをオンにしてください。パラメータはFSRSのものです。
options-health-check = 最適化のときに、FSRSが自分にどれだけ合うかを調べる（時間がかかります）
options-time-to-optimise = 最後にパラメータを求めてから{ $n }日たちました。もう一度最適化する時期です。
options-preset-new = プリセットを新規作成
options-preset-new-hint = 標準の値で始まり、このデッキに使われます。代わりに写しを作るには、下の「新しいプリセットとして保存」を使います。
options-preset-name-new = 新しいプリセットの名前
options-preset-new-name = 新しいプリセット
options-preset-added = プリセットを作成し、このデッキに使いました。
options-saved = オプションを保存しました。
options-optimised = パラメータが回答に合わせて最適化されました。
options-not-optimised = より良いパラメータを見つけるには、回答がまだ足りません。
options-invalid = { $field }：この値は使えません。
options-limits = 1日の上限
options-new-per-day = 1日の新規カード数
options-reviews-per-day = 1日の復習数
options-new-deck = 1日の新規カード数（このデッキ）
options-reviews-deck = 1日の復習数（このデッキ）
options-new-today = 新規カード数（今日のみ）
options-reviews-today = 復習数（今日のみ）
options-limit-hint = 空のままなら、プリセットのとおりです。
options-ignore-review-limit = 新規カードは復習の上限に縛られない
options-parent-limits = 上限をいちばん上のデッキから適用
options-new-cards = 新規カード
options-learn-steps = 習得ステップ
options-steps-hint = 間に空白を入れて書きます：1m 10m 1d
options-graduating = 修了後の間隔（日）
options-easy-interval = 「簡単」の間隔（日）
options-insert-order = 追加の順序
options-insert-due = 順番どおり
options-insert-random = ランダム
options-lapses = 忘却
options-relearn-steps = 再習得ステップ
options-minimum-interval = 間隔の下限（日）
options-leech-threshold = 苦戦カードとする忘却回数
options-leech-action = 苦戦カードへの処置
options-leech-suspend = カードを休止
options-leech-tag = ノートにタグを付けるだけ
options-order = 表示順序
options-gather = 新規カードを集める順序
options-gather-deck = デッキごと
options-gather-deck-random = デッキごと、ノートはランダム
options-gather-lowest = 位置の昇順
options-gather-highest = 位置の降順
options-gather-notes = ランダム（ノート単位）
options-gather-cards = ランダム（カード単位）
options-sort = 新規カードを並べる順序
options-sort-template = カードタイプ順、次に集めた順
options-sort-none = 集めた順
options-sort-template-random = カードタイプ順、次にランダム
options-sort-note-template = ランダムなノート、次にカードタイプ順
options-sort-random = ランダム
options-new-mix = 新規カードと復習
options-day-learning-mix = 日をまたぐ習得と復習
options-mix-mixed = 混ぜる
options-mix-after = 復習のあと
options-mix-before = 復習の前
options-review-order = 復習カードを並べる順序
options-review-day = 期日順、次にランダム
options-review-day-deck = 期日順、次にデッキ順
options-review-deck-day = デッキ順、次に期日順
options-review-ivl-up = 間隔の昇順
options-review-ivl-down = 間隔の降順
options-review-ease-up = 易しさの昇順
options-review-ease-down = 易しさの降順
options-review-recall-up = 正答可能性の昇順
options-review-recall-down = 正答可能性の降順
options-review-overdue = 相対的な遅れの順
options-review-random = ランダム
options-review-added = 作成日順
options-review-added-down = 作成日順（新しいものから）
options-fsrs = FSRS
options-fsrs-on = FSRSで予定を組む（すべてのプリセット）
options-retention = 目標正答率
options-retention-hint = 0.70から0.99まで。カードが出題されたとき、どのくらいの確率で思い出したいかです。
options-retention-deck = 目標正答率（このデッキ）
options-parameters = パラメータ
options-parameters-hint = 回答から求めた値です。空のままなら、標準の値を使います。
options-reschedule = 保存するときに期日も合わせて変更
options-historical = 過去の推定正答率
options-ignore-before = 次の日より前の回答を無視
options-ignore-before-hint = 2024-01-31のような日付、または空。
options-search = パラメータを求めるカード
options-burying = 兄弟カードの非表示
options-bury-new = 兄弟関係の新規カードを明日まで非表示
options-bury-reviews = 兄弟関係の復習カードを明日まで非表示
options-bury-day-learning = 日をまたいで習得中の兄弟カードを明日まで非表示
options-sounds = 音声
options-no-autoplay = 音声を自動再生しない
options-skip-question = 解答の再生では問題の音声を省く
options-timer = タイマー
options-answer-max = 回答時間の上限（秒）
options-show-timer = タイマーを表示
options-stop-timer = 解答でタイマーを止める
options-advance = 自動で進める
options-question-secs = 問題を表示する秒数
options-answer-secs = 解答を表示する秒数
options-secs-hint = 0なら、操作を待ちます。
options-wait = 音声が終わるのを待つ
options-question-action = 問題のあと
options-question-show = 解答を表示
options-reminder = 知らせる
options-answer-action = 解答のあと
options-answer-bury = カードを今日は非表示
options-answer-again = もう一度
options-answer-good = 正解
options-answer-hard = 難しい
options-easy-days = 負担軽減日
options-easy-normal = 標準
options-easy-reduced = 少なめ
options-easy-minimum = 最小限
options-monday = 月曜日
options-tuesday = 火曜日
options-wednesday = 水曜日
options-thursday = 木曜日
options-friday = 金曜日
options-saturday = 土曜日
options-sunday = 日曜日
options-advanced = 高度な設定
options-maximum-interval = 間隔の上限（日）
options-starting-ease = 最初の易しさ
options-easy-bonus = 「簡単」のボーナス
options-interval-modifier = 間隔の一括調整
options-hard-interval = 「難しい」の間隔
options-new-interval = 忘却後の新しい間隔
options-custom = カスタムスケジューリング
options-custom-hint = 回答の前に各カードの状態を変えるJavaScriptで、すべてのデッキに適用されます。コンピューターのAnkiが実行し、このサイトも、ほかのすべてから切り離し、ページのない場所で、長くても2秒間だけ実行します。

## 言語

language-title = 言語
language-lead = これらのページ、お送りするメール、アプリに表示されるサーバーからのお知らせの言語です。
language-field = 言語
language-save = 保存
language-saved = これらのページとメールは、これから日本語になります。

## 学習中のボタンの上

label-seconds = { $amount }秒
label-minutes = { $amount }分
label-hours = { $amount }時間
label-days = { $amount }日
label-months = { $amount }か月
label-years = { $amount }年
label-end = （終了）

## アプリがこちらに代わって表示するもの

sync-almost-put-away = アカウントが長い間使われなかったため、カードはまもなくしまわれるところでした。同期したので、すべてそのまま残ります。
sync-put-away = アカウントが長い間使われなかったため、カードとメディアをしまいました。30日間は元に戻せます。ウェブサイトにログインしてください。この端末にすべてのカードがあれば、もう一度アップロードすることもできます。
sync-collection-too-large = コレクションが、このサーバーの上限を超えています。サーバー側では何も変更していません。
sync-collection-empty = アップロードされたファイルが空だったため、サーバーのコレクションはそのままにしました。もう一度試してください。
sync-collection-damaged = アップロードされたコレクションが壊れているため、サーバーのコレクションはそのままにしました。「ツール」>「データベースをチェック」を実行してから、もう一度試してください。
sync-collection-refused = アップロードされたファイルは、このサーバーが受け付けるコレクションではないため、サーバーのコレクションはそのままにしました。
sync-collection-slow = アップロードされたコレクションの検査に時間がかかりすぎたため、サーバーのコレクションはそのままにしました。しばらくしてから、もう一度試してください。
sync-collection-schema = アップロードされたコレクションは、このサーバーの知らないバージョンのAnkiのものなので、サーバーのコレクションはそのままにしました。
sync-account-disabled = このアカウントは閉じられています。このサーバーの運営者に連絡してください。
sync-account-unverified = 先にメールアドレスを確認してください。受け取ったメールのリンクを開いてください。
sync-storage-full = アカウントの容量がいっぱいです。不要なメディアを削除してください。
sync-disk-full = このサーバーのディスクがいっぱいのため、サーバー側では何も変更していません。カードとメディアはこの端末に無事残っています。しばらくしてから、もう一度試してください。
sync-closed = 同期はしばらく止められています。あとでもう一度試してください。
sync-policy-changed = このサーバーのプライバシーポリシーが変わりました。変更点は、ウェブサイトの「プライバシー」にあります。
sync-client-old = このバージョンのAnkiは、このサーバーには古すぎます。Ankiを更新してから、もう一度同期してください。
sync-client-scheduler = コレクションが、このバージョンのAnkiの知らないスケジューラーを使っています。Ankiを更新してから、もう一度同期してください。
sync-client-timezones = コレクションが、このバージョンのAnkiの知らないタイムゾーンの扱いを使っています。Ankiを更新してから、もう一度同期してください。

calculation-optimise-title = パラメータを求めています
calculation-evaluate-title = FSRSの予測の確かさ
calculation-lead = これは自動で続きます。その間に学習して、またここに戻ってくることができます。
calculation-look-again = もう一度見る
calculation-stop = 止める
calculation-back = オプションに戻る
calculation-waiting = ほかの人の計算中です。空きができると始まります。
calculation-reading = 回答を読み込んでいます。
calculation-working = 計算しています。
calculation-part = プリセット{ $all }個中{ $part }個目：{ $name }
calculation-writing = 結果を書き込んでいます。端末が同期中の場合は、終わるまで待ちます。
calculation-stopping = 止めています。
calculation-stopped = 止めました。何も変わっていません。
calculation-broken = 問題が起きました。何も変わっていません。理由は、このサーバーの運営者が記録で確認できます。
calculation-one-at-a-time = 一度に1つだけです。これがまだ続いています。止めるか、終わるまで待ってください。
calculation-nothing-better = 何も変更していません。
calculation-better = { $n }件の回答から、より良いパラメータが見つかりました。デッキのページの「元に戻す」で取り消せます。
calculation-already-best = パラメータはすでに最適です。
calculation-no-answers = 手がかりになる回答がありません。
calculation-overtaken = より良いパラメータが見つかりましたが、その間にプリセットが変更されたため、そのままにしました。もう一度最適化してください。
calculation-unusable = このプリセットのパラメータでは何も求められません。パラメータの欄を空にして、もう一度試してください。
calculation-healthy = FSRSは、あなたの覚え方によく合っています。
calculation-unhealthy = FSRSは、あなたの覚え方にうまく合っていません。カードを忘れていたときに「難しい」を押さないようにしてください。
calculation-before = 前のパラメータ
calculation-usual = FSRSの標準の値です。
calculation-after = 今のパラメータ
calculation-fit-before = 前の適合度
calculation-fit-after = 今の適合度
calculation-fit = Log loss { $loss }、RMSE (bins) { $error }%
calculation-evaluated = { $name }：今のパラメータを{ $n }件の回答と比べました。
calculation-smaller-is-better = 数字が小さいほど、何を覚えているかをFSRSがよく分かっていることを意味します。
forecast-title = この先のシミュレーション
forecast-retentions-title = 目標正答率の比較
forecast-lead = あなた自身のカードと習慣をそのまま続けると、オプションの変更がどう響くかを示します。ここでは何も変わりません。
forecast-begin = シミュレーション開始
forecast-compare = すべての目標正答率を比較
forecast-compare-hint = 比較は、目標正答率を決める助けになります。それぞれにどれだけ手間がかかり、どれだけ覚えていられるかが分かります。
forecast-days-ahead = シミュレーションする日数
forecast-extra = 追加の新規カード
forecast-suspends = 苦戦カードを休止する
forecast-reviews = 1日の復習数
forecast-minutes = 1日の時間（分）
forecast-remembered = 覚えているカード
forecast-remembered-end = 最後に覚えているカード
forecast-gain = 1時間で増えるカード
forecast-when = 時期
forecast-day = { $day }日目
forecast-days = { $from }日目から{ $to }日目
forecast-table = 同じ内容の数字（期間ごとの平均）
forecast-table-retentions = 同じ内容の数字（目標正答率ごと）
forecast-too-much = 一度に計算するには多すぎます。日数か新規カードを減らしてください。
forecast-summary = 最初は{ $first }、最後は{ $last }、最大で{ $highest }。

upgrade-title = このコレクションは古いスケジューラーを使っています
upgrade-lead = 最後に学習したのが、2021年より前のバージョンのAnkiです。ここで学習するには、Ankiと同じようにアップグレードが必要です。カード、ノート、学習履歴は残り、習得中のカードもそのままの位置です。
upgrade-warning = 元には戻せません。そのあと、すべての端末がコレクション全体を一度ダウンロードします。先に端末を同期させ、2021年より前のアプリは更新してください。
upgrade-submit = コレクションをアップグレード
upgrade-done = コレクションをアップグレードしました。学習できます。次に端末を同期し、「ダウンロード」を選んでください。
upgrade-first = このコレクションは古いスケジューラーを使っています。先にデッキのページでアップグレードしてください。

filtered-create = フィルターデッキを作成
filtered-title = { $deck }のオプション
filtered-new-title = 新しいフィルターデッキ
filtered-lead = フィルターデッキは、検索で見つかったカードを借り、学習が終わると返します。
filtered-first = カード
filtered-second = 2つ目の検索
filtered-second-on = 2つ目の検索のカードも入れる
filtered-search = 検索
filtered-limit = 最大枚数
filtered-order = 順序
filtered-order-oldest = 長く見ていないものから
filtered-order-random = ランダム
filtered-order-ivl-up = 間隔の昇順
filtered-order-ivl-down = 間隔の降順
filtered-order-lapses = 忘却の多い順
filtered-order-added = 追加した順
filtered-order-due = 期日順
filtered-order-added-down = 新しく追加したものから
filtered-order-recall-up = 正答可能性の昇順
filtered-order-recall-down = 正答可能性の降順
filtered-order-overdue = 相対的な遅れの順
filtered-options = オプション
filtered-reschedule = このデッキでの回答に応じて期日を変更する
filtered-preview = そうしない場合：カードが再び出るまでの秒数
filtered-preview-hint = 0なら、カードは元のデッキに戻ります。
filtered-again = もう一度
filtered-hard = 難しい
filtered-good = 正解
filtered-may-be-empty = カードが見つからなくてもデッキを作る
filtered-build = 構築
filtered-rebuild = 保存して再構築
filtered-saved = デッキを構築しました。

preferences-saved = 学習の設定を保存しました。
preferences-title = 学習の設定
preferences-lead = Ankiの設定と同じです。コレクションの一部なので、一緒に同期されます。
preferences-rollover = 次の日が始まる時刻（午前0時からの時間数）
preferences-learn-ahead = 先取り学習の上限（分）
preferences-timebox = タイムボックス（分）
preferences-timebox-hint = この時間がたつと、学習したカードの数を知らせます。0なら知らせません。
preferences-remaining = 残りの枚数を表示
preferences-intervals = カードが再び出る時期をボタンに表示
preferences-audio-buttons = 音声のあるカードに再生ボタンを表示
preferences-interrupt = 回答すると音声を止める
preferences-remote = ほかのウェブサイトの画像と音声をカードに読み込む
preferences-remote-hint = オフなら、いつ何を学習しているかをほかのだれにも知られません。このウェブサイトだけの設定です。
study-timebox = 学習したカード：{ $cards }枚。時間：{ $minutes }分。
study-timebox-title = ひと休みしますか？
study-timebox-go-on = 続ける
study-timebox-finish = 終わる
study-settings = 学習の設定
study-day-over = 新しい日になりました。
study-voices = このブラウザの音声：
study-voices-none = このブラウザには音声がありません。
template-front-problem = 表面のテンプレートに問題があります：
template-back-problem = 裏面のテンプレートに問題があります：
template-more = くわしく
template-not-closed = 「{ $tag }」がありません。
template-other-open = 「{ $wanted }」があるはずのところに「{ $tag }」があります。
template-not-open = 「{ $tag }」がありますが、その前に「{ $one }」も「{ $other }」もありません。
template-no-field = 「{ $tag }」がありますが、「{ $field }」というフィールドはありません。
template-too-large = このカードは大きすぎて表示できません。
template-no-question = このカードの表面には何もありません。
