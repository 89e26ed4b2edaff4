// The sheet below every other one: what HTML elements look like when nobody says anything. HTML Living Standard, §15.3,
// for print; and the alignment of page-margin boxes, CSS Paged Media 3, §4.3.

/** Named in diagnostics, which should never come from here. */
export const USER_AGENT_FILE = 'user-agent.css';

export const USER_AGENT_SHEET = `
html, body, address, article, aside, blockquote, center, details, dd, div, dl, dt, fieldset, figcaption, figure,
footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, main, nav, ol, p, pre, search, section, summary, ul, dir, menu
{ display: block }
head, style, script, title, meta, link, base, template, noscript, param, source, track, area, datalist, rp, input, textarea,
select, button, option, iframe, object, embed, audio, video, canvas, dialog, [hidden] { display: none }
li { display: list-item }
summary { display: block }

p, blockquote, figure, dl, ol, ul, dir, menu, pre { margin-block: 1em }
blockquote, figure { margin-inline: 40px }
ol, ul, dir, menu { padding-inline-start: 40px }
dd { margin-inline-start: 40px }
:is(ol, ul) :is(ol, ul) { margin-block: 0 }
ul { list-style-type: disc }
ol { list-style-type: decimal }
ol:lang(fa), ol:lang(ps) { list-style-type: persian }
ol[type=a] { list-style-type: lower-alpha }
ol[type=A] { list-style-type: upper-alpha }
ol[type=i] { list-style-type: lower-roman }
ol[type=I] { list-style-type: upper-roman }
ul ul { list-style-type: circle }
ul ul ul { list-style-type: square }

h1, h2, h3, h4, h5, h6 { font-weight: bold; break-after: avoid; break-inside: avoid }
h1 { font-size: 2em; margin-block: .67em; bookmark-level: 1 }
h2 { font-size: 1.5em; margin-block: .83em; bookmark-level: 2 }
h3 { font-size: 1.17em; margin-block: 1em; bookmark-level: 3 }
h4 { margin-block: 1.33em; bookmark-level: 4 }
h5 { font-size: .83em; margin-block: 1.67em; bookmark-level: 5 }
h6 { font-size: .67em; margin-block: 2.33em; bookmark-level: 6 }

b, strong { font-weight: bolder }
i, em, cite, var, dfn, address { font-style: italic }
u, ins { text-decoration: underline }
s, strike, del { text-decoration: line-through }
small { font-size: smaller }
big { font-size: larger }
sub { vertical-align: sub; font-size: smaller; line-height: 0 }
sup { vertical-align: super; font-size: smaller; line-height: 0 }
code, kbd, samp, pre, tt { font-family: monospace }
pre { white-space: pre }
nobr { white-space: nowrap }
center { text-align: center }
hr { border-top: .5pt solid; margin-block: .5em }
q::before { content: open-quote }
q::after { content: close-quote }

table { display: table; border-spacing: 2px; text-indent: 0; box-sizing: border-box }
thead { display: table-header-group; break-inside: avoid }
tbody { display: table-row-group }
tfoot { display: table-footer-group; break-inside: avoid }
tr { display: table-row; break-inside: avoid }
td, th { display: table-cell; padding: 1px; vertical-align: middle }
th { font-weight: bold; text-align: center }
td[align=left i], th[align=left i] { text-align: left }
td[align=right i], th[align=right i] { text-align: right }
td[align=center i], th[align=center i] { text-align: center }
caption { display: table-caption; text-align: center }
col { display: table-column }
colgroup { display: table-column-group }

img, svg { display: inline-block }

.task { list-style-type: none }
.task-box { display: inline-block; width: .65em; height: .65em; border: .06em solid; margin-inline-end: .5em }
:is(ul, ol):dir(ltr) > .task:dir(ltr) .task-box, :is(ul, ol):dir(rtl) > .task:dir(rtl) .task-box { margin-inline-start: -1.27em }
.task.done .task-box { background-color: currentcolor }

.poem { display: block; margin-block: 1em; -nashr-verse: poem }
.poem-title { text-align: center; break-after: avoid }
.poem-source { text-align: center; break-before: avoid }
.stanza + .stanza { margin-block-start: 1lh }
.couplet { display: block; -nashr-verse: couplet; column-gap: 2em; justify-content: center; break-inside: avoid }
.hemistich { text-align: justify; text-align-last: justify; text-justify: kashida; text-indent: 0; hyphens: none }
.hemistich:dir(ltr) { text-align: start; text-align-last: auto }
.free-verse .verse { text-align: start; text-indent: -2em; padding-inline-start: 2em; break-inside: avoid; hyphens: none }
figure, img, svg { break-inside: avoid }
.insert { display: block; margin: 0 }
.insert a { display: block }
.insert img { display: block !important; width: 100% !important; object-fit: contain !important }
.insert-full { page: insert; margin: 0 !important; border: none !important; padding: 0 !important }
.insert-full img { height: auto !important; max-height: none !important; margin: 0 !important; border: none !important; padding: 0 !important }
.insert-half { float: bottom; float-reference: page; margin-top: 1lh }
.insert-label { font-size: smaller }

[dir] { unicode-bidi: isolate }
[dir=auto i] { unicode-bidi: plaintext }
bdi { unicode-bidi: isolate }
bdi:not([dir]) { unicode-bidi: plaintext }
bdo, bdo[dir] { unicode-bidi: isolate-override }

::footnote-call { content: counter(footnote); vertical-align: super; font-size: smaller; line-height: 0 }
::footnote-marker { content: counter(footnote) ". " }

@page insert {
  margin: 0 !important; border: none !important; padding: 0 !important; background-color: transparent !important;
  @top-left-corner { content: none !important } @top-left { content: none !important } @top-center { content: none !important }
  @top-right { content: none !important } @top-right-corner { content: none !important }
  @bottom-left-corner { content: none !important } @bottom-left { content: none !important } @bottom-center { content: none !important }
  @bottom-right { content: none !important } @bottom-right-corner { content: none !important }
  @left-top { content: none !important } @left-middle { content: none !important } @left-bottom { content: none !important }
  @right-top { content: none !important } @right-middle { content: none !important } @right-bottom { content: none !important }
}
@page {
  size: A4; margin: 20mm;
  @footnote { margin-top: .6em; border-top: .5pt solid; padding-top: .4em }
  @top-left-corner { text-align: right; vertical-align: middle }
  @top-left { text-align: left; vertical-align: middle }
  @top-center { text-align: center; vertical-align: middle }
  @top-right { text-align: right; vertical-align: middle }
  @top-right-corner { text-align: left; vertical-align: middle }
  @bottom-left-corner { text-align: right; vertical-align: middle }
  @bottom-left { text-align: left; vertical-align: middle }
  @bottom-center { text-align: center; vertical-align: middle }
  @bottom-right { text-align: right; vertical-align: middle }
  @bottom-right-corner { text-align: left; vertical-align: middle }
  @left-top { text-align: center; vertical-align: top }
  @left-middle { text-align: center; vertical-align: middle }
  @left-bottom { text-align: center; vertical-align: bottom }
  @right-top { text-align: center; vertical-align: top }
  @right-middle { text-align: center; vertical-align: middle }
  @right-bottom { text-align: center; vertical-align: bottom }
}
`;
