/**
 * What the functions of HTF give, by name. (PL/SQL Packages and Types Reference, "HTF")
 * `(name …)` are the parameters: `#` an INTEGER, `?` one that may be left out, `=x` one with the default x.
 * `{ A="$p"}` stands where p is not NULL, `{ MARK?p}` is there where p is not NULL, the rest is always there.
 */
export const htmlFormats: ReadonlyMap<string, string> = new Map(
  `
HTMLOPEN () <HTML>
HTMLCLOSE () </HTML>
HEADOPEN () <HEAD>
HEADCLOSE () </HEAD>
BODYOPEN (cbackground? cattributes?) <BODY{ BACKGROUND="$cbackground"}{ $cattributes}>
BODYCLOSE () </BODY>
TITLE (ctitle) <TITLE>{$ctitle}</TITLE>
ISINDEX (cprompt? curl?) <ISINDEX{ PROMPT="$cprompt"}{ HREF="$curl"}>
LINKREL (crel curl ctitle?) <LINK REL="{$crel}" HREF="{$curl}"{ TITLE="$ctitle"}>
LINKREV (crev curl ctitle?) <LINK REV="{$crev}" HREF="{$curl}"{ TITLE="$ctitle"}>
META (chttp_equiv cname ccontent) <META HTTP-EQUIV="{$chttp_equiv}" NAME="{$cname}" CONTENT="{$ccontent}">
STYLE (cstyle) <STYLE>{$cstyle}</STYLE>
SCRIPT (cscript clanguage?) <SCRIPT{ LANGUAGE='$clanguage'}>{$cscript}</SCRIPT>
HR (cclear? csrc? cattributes?) <HR{ CLEAR="$cclear"}{ SRC="$csrc"}{ $cattributes}>
LINE (cclear? csrc? cattributes?) <HR{ CLEAR="$cclear"}{ SRC="$csrc"}{ $cattributes}>
BR (cclear? cattributes?) <BR{ CLEAR="$cclear"}{ $cattributes}>
NL (cclear? cattributes?) <BR{ CLEAR="$cclear"}{ $cattributes}>
IMG (curl? calign? calt? cismap? cattributes?) <IMG SRC="{$curl}"{ ALIGN="$calign"}{ ALT="$calt"}{ ISMAP?cismap}{ $cattributes}>
IMG2 (curl? calign? calt? cismap? cusemap? cattributes?) <IMG SRC="{$curl}"{ ALIGN="$calign"}{ ALT="$calt"}{ ISMAP?cismap}{ USEMAP="$cusemap"}{ $cattributes}>
AREA (ccoords cshape? chref? cnohref? ctarget? cattributes?) <AREA{ SHAPE="$cshape"} COORDS="{$ccoords}"{ HREF="$chref"}{ NOHREF?cnohref}{ TARGET="$ctarget"}{ $cattributes}>
MAPOPEN (cname cattributes?) <MAP NAME="{$cname}"{ $cattributes}>
MAPCLOSE () </MAP>
BGSOUND (csrc cloop? cattributes?) <BGSOUND SRC="{$csrc}"{ LOOP="$cloop"}{ $cattributes}>
PARA () <P>
PARAGRAPH (calign? cnowrap? cclear? cattributes?) <P{ ALIGN="$calign"}{ CLEAR="$cclear"}{ NOWRAP?cnowrap}{ $cattributes}>
DIV (calign? cattributes?) <DIV{ ALIGN="$calign"}{ $cattributes}>
ADDRESS (cvalue cnowrap? cclear? cattributes?) <ADDRESS{ CLEAR="$cclear"}{ NOWRAP?cnowrap}{ $cattributes}>{$cvalue}</ADDRESS>
COMMENT (ctext) <!-- {$ctext} -->
PREOPEN (cclear? cwidth? cattributes?) <PRE{ CLEAR="$cclear"}{ WIDTH="$cwidth"}{ $cattributes}>
PRECLOSE () </PRE>
LISTINGOPEN () <LISTING>
LISTINGCLOSE () </LISTING>
NOBR (ctext) <NOBR>{$ctext}</NOBR>
WBR () <WBR>
CENTER (ctext) <CENTER>{$ctext}</CENTER>
CENTEROPEN () <CENTER>
CENTERCLOSE () </CENTER>
BLOCKQUOTEOPEN (cnowrap? cclear? cattributes?) <BLOCKQUOTE{ CLEAR="$cclear"}{ NOWRAP?cnowrap}{ $cattributes}>
BLOCKQUOTECLOSE () </BLOCKQUOTE>
LISTHEADER (ctext cattributes?) <LH{ $cattributes}>{$ctext}</LH>
LISTITEM (ctext? cclear? cdingbat? csrc? cattributes?) <LI{ CLEAR="$cclear"}{ DINGBAT="$cdingbat"}{ SRC="$csrc"}{ $cattributes}>{$ctext}
ULISTOPEN (cclear? cwrap? cdingbat? csrc? cattributes?) <UL{ CLEAR="$cclear"}{ WRAP="$cwrap"}{ DINGBAT="$cdingbat"}{ SRC="$csrc"}{ $cattributes}>
ULISTCLOSE () </UL>
OLISTOPEN (cclear? cwrap? cattributes?) <OL{ CLEAR="$cclear"}{ WRAP="$cwrap"}{ $cattributes}>
OLISTCLOSE () </OL>
DLISTOPEN (cclear? cattributes?) <DL{ CLEAR="$cclear"}{ $cattributes}>
DLISTCLOSE () </DL>
DLISTTERM (ctext? cclear? cattributes?) <DT{ CLEAR="$cclear"}{ $cattributes}>{$ctext}
DLISTDEF (ctext? cclear? cattributes?) <DD{ CLEAR="$cclear"}{ $cattributes}>{$ctext}
MENULISTOPEN () <MENU>
MENULISTCLOSE () </MENU>
DIRLISTOPEN () <DIR>
DIRLISTCLOSE () </DIR>
DFN (ctext cattributes?) <DFN{ $cattributes}>{$ctext}</DFN>
CITE (ctext cattributes?) <CITE{ $cattributes}>{$ctext}</CITE>
CODE (ctext cattributes?) <CODE{ $cattributes}>{$ctext}</CODE>
EM (ctext cattributes?) <EM{ $cattributes}>{$ctext}</EM>
EMPHASIS (ctext cattributes?) <EM{ $cattributes}>{$ctext}</EM>
KBD (ctext cattributes?) <KBD{ $cattributes}>{$ctext}</KBD>
KEYBOARD (ctext cattributes?) <KBD{ $cattributes}>{$ctext}</KBD>
SAMPLE (ctext cattributes?) <SAMP{ $cattributes}>{$ctext}</SAMP>
STRONG (ctext cattributes?) <STRONG{ $cattributes}>{$ctext}</STRONG>
VARIABLE (ctext cattributes?) <VAR{ $cattributes}>{$ctext}</VAR>
BIG (ctext cattributes?) <BIG{ $cattributes}>{$ctext}</BIG>
SMALL (ctext cattributes?) <SMALL{ $cattributes}>{$ctext}</SMALL>
SUB (ctext calign? cattributes?) <SUB{ ALIGN="$calign"}{ $cattributes}>{$ctext}</SUB>
SUP (ctext calign? cattributes?) <SUP{ ALIGN="$calign"}{ $cattributes}>{$ctext}</SUP>
BASEFONT (nsize#) <BASEFONT SIZE="{$nsize}">
FONTOPEN (ccolor? cface? csize? cattributes?) <FONT{ COLOR="$ccolor"}{ FACE="$cface"}{ SIZE="$csize"}{ $cattributes}>
FONTCLOSE () </FONT>
BOLD (ctext cattributes?) <B{ $cattributes}>{$ctext}</B>
ITALIC (ctext cattributes?) <I{ $cattributes}>{$ctext}</I>
TELETYPE (ctext cattributes?) <TT{ $cattributes}>{$ctext}</TT>
PLAINTEXT (ctext cattributes?) <PLAINTEXT{ $cattributes}>{$ctext}</PLAINTEXT>
S (ctext cattributes?) <S{ $cattributes}>{$ctext}</S>
STRIKE (ctext cattributes?) <STRIKE{ $cattributes}>{$ctext}</STRIKE>
UNDERLINE (ctext cattributes?) <U{ $cattributes}>{$ctext}</U>
FORMOPEN (curl cmethod=POST ctarget? cenctype? cattributes?) <FORM ACTION="{$curl}" METHOD="{$cmethod}"{ TARGET="$ctarget"}{ ENCTYPE="$cenctype"}{ $cattributes}>
FORMCLOSE () </FORM>
FORMCHECKBOX (cname cvalue=on cchecked? cattributes?) <INPUT TYPE="checkbox" NAME="{$cname}"{ VALUE="$cvalue"}{ CHECKED?cchecked}{ $cattributes}>
FORMFILE (cname caccept? cattributes?) <INPUT TYPE="file"{ NAME="$cname"}{ ACCEPT="$caccept"}{ $cattributes}>
FORMHIDDEN (cname cvalue? cattributes?) <INPUT TYPE="hidden" NAME="{$cname}" VALUE="{$cvalue}"{ $cattributes}>
FORMIMAGE (cname csrc calign? cattributes?) <INPUT TYPE="image" NAME="{$cname}" SRC="{$csrc}"{ ALIGN="$calign"}{ $cattributes}>
FORMPASSWORD (cname csize? cmaxlength? cvalue? cattributes?) <INPUT TYPE="password" NAME="{$cname}"{ SIZE="$csize"}{ MAXLENGTH="$cmaxlength"}{ VALUE="$cvalue"}{ $cattributes}>
FORMRADIO (cname cvalue cchecked? cattributes?) <INPUT TYPE="radio" NAME="{$cname}" VALUE="{$cvalue}"{ CHECKED?cchecked}{ $cattributes}>
FORMRESET (cvalue=Reset cattributes?) <INPUT TYPE="reset" VALUE="{$cvalue}"{ $cattributes}>
FORMSUBMIT (cname? cvalue=Submit cattributes?) <INPUT TYPE="submit"{ NAME="$cname"}{ VALUE="$cvalue"}{ $cattributes}>
FORMTEXT (cname csize? cmaxlength? cvalue? cattributes?) <INPUT TYPE="text" NAME="{$cname}"{ SIZE="$csize"}{ MAXLENGTH="$cmaxlength"}{ VALUE="$cvalue"}{ $cattributes}>
FORMSELECTOPEN (cname cprompt? nsize#? cattributes?) {$cprompt}<SELECT NAME="{$cname}"{ SIZE="$nsize"}{ $cattributes}>
FORMSELECTOPTION (cvalue cselected? cattributes?) <OPTION{ SELECTED?cselected}{ $cattributes}>{$cvalue}
FORMSELECTCLOSE () </SELECT>
FORMTEXTAREA (cname nrows# ncolumns# calign? cattributes?) <TEXTAREA NAME="{$cname}" ROWS={$nrows} COLS={$ncolumns}{ ALIGN="$calign"}{ $cattributes}></TEXTAREA>
FORMTEXTAREA2 (cname nrows# ncolumns# calign? cwrap? cattributes?) <TEXTAREA NAME="{$cname}" ROWS={$nrows} COLS={$ncolumns}{ ALIGN="$calign"}{ WRAP="$cwrap"}{ $cattributes}></TEXTAREA>
FORMTEXTAREAOPEN (cname nrows# ncolumns# calign? cattributes?) <TEXTAREA NAME="{$cname}" ROWS={$nrows} COLS={$ncolumns}{ ALIGN="$calign"}{ $cattributes}>
FORMTEXTAREAOPEN2 (cname nrows# ncolumns# calign? cwrap? cattributes?) <TEXTAREA NAME="{$cname}" ROWS={$nrows} COLS={$ncolumns}{ ALIGN="$calign"}{ WRAP="$cwrap"}{ $cattributes}>
FORMTEXTAREACLOSE () </TEXTAREA>
TABLEOPEN (cborder? calign? cnowrap? cclear? cattributes?) <TABLE { $cborder}{ NOWRAP?cnowrap}{ ALIGN="$calign"}{ CLEAR="$cclear"}{ $cattributes}>
TABLECAPTION (ccaption calign? cattributes?) <CAPTION{ ALIGN="$calign"}{ $cattributes}>{$ccaption}</CAPTION>
TABLEROWOPEN (calign? cvalign? cdp? cnowrap? cattributes?) <TR{ ALIGN="$calign"}{ VALIGN="$cvalign"}{ DP="$cdp"}{ NOWRAP?cnowrap}{ $cattributes}>
TABLEROWCLOSE () </TR>
TABLEHEADER (cvalue? calign? cdp? cnowrap? crowspan? ccolspan? cattributes?) <TH{ ALIGN="$calign"}{ DP="$cdp"}{ ROWSPAN="$crowspan"}{ COLSPAN="$ccolspan"}{ NOWRAP?cnowrap}{ $cattributes}>{$cvalue}</TH>
TABLEDATA (cvalue? calign? cdp? cnowrap? crowspan? ccolspan? cattributes?) <TD{ ALIGN="$calign"}{ DP="$cdp"}{ ROWSPAN="$crowspan"}{ COLSPAN="$ccolspan"}{ NOWRAP?cnowrap}{ $cattributes}>{$cvalue}</TD>
TABLECLOSE () </TABLE>
FRAMESETOPEN (crows? ccols? cattributes?) <FRAMESET{ ROWS="$crows"}{ COLS="$ccols"}{ $cattributes}>
FRAMESETCLOSE () </FRAMESET>
FRAME (csrc cname? cmarginwidth? cmarginheight? cscrolling? cnoresize? cattributes?) <FRAME SRC="{$csrc}"{ NAME="$cname"}{ MARGINWIDTH="$cmarginwidth"}{ MARGINHEIGHT="$cmarginheight"}{ SCROLLING="$cscrolling"}{ NORESIZE?cnoresize}{ $cattributes}>
NOFRAMESOPEN () <NOFRAMES>
NOFRAMESCLOSE () </NOFRAMES>
APPLETOPEN (ccode cwidth# cheight# cattributes?) <APPLET CODE={$ccode} WIDTH={$cwidth} HEIGHT={$cheight}{ $cattributes}>
APPLETCLOSE () </APPLET>`
    .trim()
    .split('\n')
    .map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)] as const;
    }),
);

/** Functions of HTF that look at a value twice; the runtime has them. */
const ofRuntime: readonly string[] = ['HEADER', 'HTITLE', 'ANCHOR', 'ANCHOR2', 'MAILTO'];

/** The functions of HTF that give a tag; HTP has a procedure of each name that prints it. */
export const tagNames = (): readonly string[] => [...htmlFormats.keys(), ...ofRuntime];
