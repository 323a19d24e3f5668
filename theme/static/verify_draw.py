"""把一次抽取从头重算一遍：只要 Python 3.8 或更新的版本，不用安装任何东西，也不用相信公布它的网站。

用法：python3 verify_draw.py 数据.json [台账文件夹]。数据是抽取页面上的 JSON，或它的网址；给出台账的副本，就查各条记录确在其中。
退出码：0 成立；1 不成立；2 数据读不出来。写法见公示网站的《协议》第一节和 4.10，算法见第四节。
"""
import base64, hashlib, http.client, itertools, json, math, os, pathlib, re, struct, sys, threading, unicodedata, urllib.request, zlib  # noqa: E401, I001  # a line each would not fit
from datetime import date, datetime
# 一、写法。各种记录的字段，依次是“名称:类型”：? 可以没有，* 可以空的列表，+ 不空的列表，** 列表的列表，= 省去时的值，.. 范围，| 代码。
SHAPES = """
draw-commit task:id ordinal:1.. plan:record algorithm:|ssj-draw/v1 pool:digest strata:Stratum+ excluded:Exclusion* inspectors:id+ recusals:Pair* slots:Slot+
 cap:1.. secrets:record+ guests:record* guests_by:moment? beacon:BeaconRound? lotteries:Lotteries? balls:Balls? sealed:boolean=false opens:moment
substitution draw:record body:id inspector:id? reason:|closed|moved|merged|suspended|recusal|certificate|transferred|illness|leave|away explanation:line
 replacement:id? team:id* / Balls count:1..100 first:0..999=0 last:1..999 returned:boolean=false place:line time:moment fallback:|wait|void hours:1..8760?
draw-void draw:record reason:|register-error|rule-error|beacon-absent|numbers-wrong|secret-withheld|infeasible|task-cancelled|seal-false explanation:text
Chain id:id chain_hash:digest public_key:hex period:1..4294967295 genesis_time:1.. genesis_seed:digest scheme:|bls-unchained-g1-rfc9380 / Slot items:id+
guest-secret task:id ordinal:1.. capacity:line name:Disclosed? commitment:digest key:line? / BeaconRound chain:id round:1.. fallback:|wait|void hours:1..8760?
draw-result draw:record signature:hex? numbers:line* film:Film? seed:digest drawn:Visitee+ / Lotteries issues:LotteryIssue+ fallback:|wait|void hours:1..8760?
draw-seal draw:record signature:hex? numbers:line* film:Film? root:digest count:0.. / Stratum credit_class:line size:0.. p:0.. q:1.. minimum:0..=0 sample:0..
entry id:digest seq:1.. statement:bytes time:moment after:digest+ refs:digest* / statement origin:line kind:line time:moment after:digest+ refs:digest*
draw-secret task:id ordinal:1.. commitment:digest? timelock:Timelock? / guest-reveal draw:record guest:record secret:words key:line? / Pair inspector:id body:id
LotteryIssue game:|dlt|kl8|pl5|ssq issue:line time:moment / draw-reveal draw:record secret:digest? unlock:Unlock? / Visitee body:id credit_class:line team:id+
Exclusion reason:|inactive|branch|cap|body-cap|frequency bodies:id+ / Timelock chain:id round:1.. ciphertext:base64 / Unlock chain:id round:1.. signature:hex
Disclosed _sd:digest until:day? / Film sha256:digest size:1..
data format:|ssj-draw-data/v1 origin:line commit:draw-commit pool:member+ eligible:id** secrets:draw-secret+ reveals:draw-reveal* opened:opened+
 guests:guest-secret* guest_reveals:guest-reveal* chain:Chain? seal:draw-seal? void:draw-void? result:draw-result? tickets:ticket*? substitutions:substitution*
"""
SHAPES = (one.split() for one in re.split("\n| / ", SHAPES.replace("\n ", " ").strip()))
SHAPES = {name: [re.fullmatch(r"(\w+):(.+?)(\*\*|\*\?|[?*+]|=\w+)?", one).groups("") for one in fields] for name, *fields in SHAPES}
BESIDE = {"draw-secret": [("party", "id", "")], "substitution": [("allowed", "id", "**")]}  # 数据里有、陈述里没有的
DAY, ID, LINE = r"[0-9]{4}-[01][0-9]-[0-3][0-9]", r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", r"(?![ \u3000])[^\n]{1,500}(?<![ \u3000])"
TEXTS = {"digest": "[0-9a-f]{64}", "record": "[0-9a-f]{64}", "opened": "[0-9a-f]{64}", "hex": "(?:[0-9a-f]{2}){1,512}", "words": "[0-9a-z]{32,128}", "id": ID, "day": DAY}
TEXTS.update(line=LINE, text=r"(?![ \n\u3000])[\s\S]{1,20000}(?<![ \n\u3000])", base64="[A-Za-z0-9+/]{2,16384}={0,2}", bytes=r"[\s\S]*")
TEXTS.update(member=f"{ID} {LINE} {DAY}", ticket=f"[0-9a-f]{{64}} {ID}", moment=f"(?=2[01]){DAY}T([01][0-9]|2[0-3])(:[0-5][0-9]){{2}}\\+08:00")
UNSEEN = "c-j@0%W~pMx`ofQ<2*z^K|W*SGS~);g)qk0AQEFRAP_>_?-{Y@yGGr+c0}JYshJ`wU~nGbeE(qOS|~IBTV5poNB!l0)nEUnerx|0so$dCJ@vcy`$qk~{hm?ZZ@(AS_u}`G`d<3pQQtd%pQ^u4|M9B+QU9Z;{&@VOto|tfcu+sQA0zc+@?)v~%>CI^e>VRasDB3kdQ$)L{#{i6e*Di&{m1-wul{?m?TNDO*tQL1>_=1CkHCItNZXGQ6x)ucZ0FT}b`-E*Sq1D@33{?$K2)(^LuhEf5-71>b7*P5cF^ATbISJbY(EbbY#(F&n(f!2hV8eYmhE?;p6wIFAY%u37-a3B2tC;W9tIUVz{6l@2Y47HcCdgJcCd!lc7UV7-VTn?(GG8w9p2d?{)PoRe1gh$Sb^$x7(js?lHagrhfEJMHpE|;wIL(JCmS*{tk@8L;n0To3lkgSFI?CVN8#R%?i8@20#vXg=8Zf%BF>SvBT^al>}UpU>^P%<9phn~wPR{FezIdmjw^PIhw;#k@i0#87!Tux9phoVw-Ggq?rcO3QNc!dh^jWCW>LdN)GTV*2uD%RMjK@(H+F)DN!CuN*`#DAc$oNhQiJMt(tsLvLhh5mPTEk%PI^$^PFUheWGA?t9BoYL;+&0f8|Q6|+t{-)#^Rcd@gDbVyoZdPlFGDXr}RyIJ0+Fr&`z;3-P?rVlblVklH_fIm85EuSLoFy#F8{^LJo<x2{|M^n@pjVondoUvNLSXd^^MDY-nfHWwx+0Owaaqj_G;M&M`gD+c~D^RXfM@ylLkw>Rj77Hs?J%$L4%$=WNBfu?tKuN_K(ig>RQwS?25#E6coHmZ4|6WZtr8SFG47V^`F3m9;BOuios6)m+W&>Hr<=>I50PzE^ggw`)qiezNNq=*6y?uzs~`ioEXGH9@QsyIv~0$=D60+nnr{Gq%gv9kt%w+8wd%a(0K6UD56cV%N31FX+qeaI`aa&yao2?(w(3w|kP_dv^a0HS8Wodt;9e3fN-=P3?)LI@Rro^Kd#^L+++z4V5>>-QFqSZXcjWcl!i+E~k~twOu~1fXnkR@45Ud^y>0&(3{J*AnghaDdb&&AqCGB5-4$n6|{B*0~uGmQNR^(RJ?aZtQ23}qpyH_tU<4?)KIR}bfqI?+|#>qPuh7{@z%~eLB_pj6mahWq+MgHT*J5~)0-{VTtmhMRpkQhf(VLSKrBJxf(2w;3u-N$CTgvn4x!lT9b{a)s9f7~ZQQoC`@r;vah;KJo!EU6#HVpx3ewfCJBDJ{JwV3wNUV43dJ`yiy(MJa7el^c*Dom7_gtUE`hgoXl^X<(YX-O>X%0^=WJu__5VxUrAy&fJjXdQ>#ziINBF{xsFfuMC_;~N88|9`umoP7RbTcYH^W1C?9o(Gtn|p4~ueost>T-B>2eLhAcck*idv|1wj-ET#p}ITb_W16OM0RYtBO{M3ccj)w<4&Y<S~`<cz!}PFUYud1X*x575@#4<7-G~p<DD}DC_dk4b-saS(ER+(Q{en9fb{wHMxAfH^KAl|^WCF5-+AY9U!BY5>=)J9*XMRdfpfG_=V*E6vI6Hhzvi3s;!A<^0!NGSc`<?F^O9f7$$5#*<>}1XJg@Y5h0Rs}yo#atyjnx+^NKiE=FAZV=QWY7y)$PMoYzFX*5_?YosIc<lTqO3w^#M^Tm5I2U)k)>>=c^*%ykv`dFLtc^Pax@_~(OGAgz>CTJh57dzC(WX??8Hx=9-wl{QSOiz?M#sw+?>)m5mP>UStf+mTA!aoXNNCjDT-he<#0RQg#;KN<3=(;gFgt+aQ9Oxk}^AnnuF4^m!{AmzoE4ou3+EggF4kiKCf9o?#Q^q!9B8)wonk&PeHu?LmY@hha$aUbfZ;~0w5h^V7DjVCINAwr7HuU1$6YQ?|wz51mKzw|*}KFwt~QI}zS8NI8^$Xqae8CNdjI@G+3*U<VhK0?RK*g)nIeN*7VdkkE7uUz8FWmQ&}m48`3sLT54vgX%1zHBn;vhgk(OmFmM`>eoa+lTs>?HGzL+a<KT?D25OTuyBTE+-tBn~TAi$zKe{jDInNWZo_&fb_*+#q=*GhRn5`c~sJXzKA~9i`avch|{%v^MttZKuZL(Ze`3ZB72L--hqXP)wRsVkOl-IH26T=^W<I(=9yKHt^!>}A5j!>5JA^t7x6g0mP<uMiCHD_Rif)jyg#+BWiN~H?m<liT@~r7V5bs_h_B`6D&qMSh~;O-R0oJET`%I|Wdg+V3z^o$SFH%1MLYwsT&sbOhz^*En1P*$9XKLhvCP#=g9v0+Kp27e3V71GQ__G$L;}RArmHPoZL(<RMdZOs1T}1LMG#n9T(nt&53&3~JRObbe1R$A6JMWm5py8ZKMAbcM06=sS3>PFy_Z4saQd}Dd||m?M)dt_c_76cWWl`%iZGDU4XU6nq7KCJU=1Yr0S1Q>^N`gUzKI}=u#E_DF_Mim3W1bm#FMd1A8)SZNV14nlt^NZFgU3oCb*c$mY58H<P|e35f=$!CWB{)xrq7pT3$$b7cAvM65Qf_YeX<+CmUdg_uWJUV|KD|d%6xX>%bGPeHz56fH)zHoC1R#BQbL>eA)B<jSp5LPFMdMYe94MZ`t$ytp|o8Vz3jztn5-rbM<o%h#X^bYY}waQy&^2WA1tKK<+ev;C;@8UtkGnKwd;1NEn4D&=S!Cp$ME7M~I>b@y^-tA6ZHoP!ho`zA$KT@hG7_4nZO!0SgfeAk!arSHF})l<t6dFBO1z=M4HKu~Vvnx`-y|is*qz1YwjUFAk&cv;Am5M+8rvr5exJd8YFI3r}iN)!O>%ze-*lBL7XizcJ=b#=L1Dmfz@lmk8ex4c5zVAes$C6Bo^~2)qYUI*yg!=DhnIrpvkTKUui0bafwqOz##!RYVoMig*PQPj>~jBB(}BX7z}tC-Hn?@M|D~8uq0K{Ws7PfzzQR$Z_z)Pee#OBeBCa_NP+JDN8w(oiHWkgoE!V3{E7$guycoqd#M_&BVoQ0A%o-=?e*C!IoG^@Cz1YAzh0t*o)YMlL#_hN*GHlFD2$BF)zPFd;!@2OM+i<Khpr&ek=CI>P-ZLSF*MCh`j{Qx$sZ2TTX;wI7GfVT`PQ-UMs9}#gCOVU@3wpFKoZc$-7nzm9KD!p397>GPwFi7ByC<Ho$UifZ#Jw8W4(zuC<U;Ky$6}7m~&U6A>|3iJ&W@bhU`C=v~A+=!ocmjflgwHldic4TE=Vk{SoUcI0}m9iOhX6ZNT`L~s~uocEgPiok^=SR>}T#!j73>vJxvI!jPru!8T5c{d9Y3vdu|07itlHnOaHgY(|VJ&X7R0}=7HA+NRuJE4(qU>huVBRPuT37@Yt%$mK6XaE9h5_9uF?oBSM=8@7hkKVOuC~p&A!7bGYxNU+gH*Js|T!S1dNCV~~cGut@Ujdg)kf&k+Z`h!?5W$lYdp;=fq{LbTtWMy+C~2-ig-e(Qv_*V?PZ3=pzAE^tL?R-v6M?VFLB!!2JQE?!HK>Zy>K!PGcm(32ii@hasN$k3)2mFc8WDu?!VN$J?nUH*FT%eD?`-4Xy?+ff7j>XZ*B}%Tz5@w0Yy(~#0i_ELY^{JowKCYD0dFGSK}SRf^hERkg=$gER+hY4*%+Ke@Fd4RY~@OT9n~s$AQnNFT)C~{>Dqea#oE#u^hNZ+Si~5}V2wd-L@?`<1Y4hX;8g@qdSub!l4;2$)9M9)bXv*u+M02!T8j*jc-9QwP+l4!V>WH@DdH1II-4&r5HSFA5p%E+u>lhEW(QcW*7gS6iXfitgNO$pDQ^ov0^2?U$$eV}&mx||i-;Pii>Lz$eoJ}z7cUKHiD&@{bxWvQ33W@TTM2bbs9UN0b_68UEun5D)GeWIk0OphO2=!xwUfYh1hx|wI}Gl+BDx?H5dz6;Pr>(`<rW)2XIKlJiLd$_7ry?cK`df=)we7h4JeB!gOvzo-Es8veebFtsE>Z|z(E9Ec@C`3^CVvpfx$dGQ**3zgKFqT6GS3#+Bk}!i@)DA2+cm!>=rGXM6)-vPDIevrr^4b<qy_Ee~5S&!QhTO>F}f@fpwVGAwkXl(L>3LTT~CFYe?5{DPj%8`;ajqr$C2H4<#_(O*-6*plifA)!ejtB)&%284W}*Mn2v&SFWD0?le~&bCz{X7ypT_n(~GX7B?ipQInfw#0T)G&AN};`a0fm(8hdyO=3R&V-k!9bj8d{_^|&!&zS!QnH2wQ"  # 《协议》1.1 不得出现的字（Unicode 14.0）的各个区间，压缩
HIDDEN = re.compile(f'[{zlib.decompress(base64.b85decode(UNSEEN)).decode("utf-8", "surrogatepass")}]')
QUICKNET, UNKNOWN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", "本程序不认识，谁运行它、能否预知，无法判断"
UP, ANY, ONCE = (lambda all_: all(a < b for a, b in zip(all_, all_[1:]))), bool, (lambda all_: len({*all_}) == len(all_))  # 从小到大、不限、不重复
GAMES = {"ssq": (17721088, [(6, 1, 33, 2, UP), (1, 1, 16, 2, UP)]), "dlt": (21425712, [(5, 1, 35, 2, UP), (2, 1, 12, 2, UP)])}
GAMES.update(kl8=(3535316142212174320, [(20, 1, 80, 2, UP)]), pl5=(100000, [(5, 0, 9, 1, ANY)]))
SECONDS, MOST, BYTES, LEAD = 60, 1 << 26, 1 << 22, 600  # 从网址取数据至多等这么久，数据至多这么多，不跟随转向；陈述的字节数；前后各留的秒数
STAY = type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
def must(fact, sentence):
    if not fact: raise AssertionError(sentence)
def sha(data): return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
def moment(text): return datetime.fromisoformat(text).timestamp()
def fits(value, kind):  # 是不是这一类型的值，写法也是唯一的那一种
    if kind[0] == "|" or kind == "boolean": return isinstance(value, bool) if kind == "boolean" else value in kind[1:].split("|")
    if ".." in kind: return type(value) is int and int(kind.split("..")[0]) <= value <= int(kind.split("..")[1] or 2**53 - 1)
    if not isinstance(value, str): return value is None and kind == "opened"
    if HIDDEN.search(value) or not unicodedata.is_normalized("NFC", value) or not re.fullmatch(TEXTS[kind], value): return False
    if kind == "base64": return len(value) <= 16384 and base64.b64encode(base64.b64decode(value)) == value.encode()
    return kind not in ("day", "moment", "member") or bool(date.fromisoformat(value[-10:] if kind == "member" else value[:10]))
def check(one, kind, mark, where):  # JSON 的值合乎类型；键一个不少，一个不多
    if mark[:1] in ("*", "+") and not (one is None and "?" in mark):
        must(isinstance(one, list) and (one or mark != "+"), f"{where} 应当是{'不空的' * (mark == '+')}列表")
        for item in one: check(item, kind, "*" * (mark == "**"), where)
    elif kind not in SHAPES or one is None: must((one is None and "?" in mark) or fits(one, kind), f"{where} {one!r:.60} 不合规定的写法，或有不得出现的字")
    else:
        fields = SHAPES[kind] + (SHAPES["entry"] + BESIDE.get(kind, []) if kind[0] in "dgs" and kind != "data" else [])
        must(isinstance(one, dict) and {*one} == {name for name, _, _ in fields}, f"{where}的项不是规定的那几项")
        for name, kind, mark in fields: check(one[name], kind, mark, f"{where}.{name}")
def written(found, shape, pad):  # 陈述的各行：块式 YAML，字段按次序，空的和取默认值的省去，标量的写法与 JSON 相同
    lines = []
    for name, kind, mark in SHAPES[shape]:
        one, scalar = found[name], lambda value: [f"{pad}    {json.dumps(value, ensure_ascii=False)}"]
        if isinstance(one, list) and one:
            items = [written(item, kind, pad + "    ") if kind in SHAPES else scalar(item) for item in one]
            lines += [f"{pad}{name}:"] + [line for first, *rest in items for line in [f"{pad}  - {first.lstrip()}", *rest]]
        elif kind in SHAPES and one: lines += [f"{pad}{name}:", *written(one, kind, pad + "  ")]
        elif one or (type(one) is int and mark != "=0"): lines.append(f"{pad}{name}: {scalar(one)[0].lstrip()}")
    return lines
# 二、记录和承诺。陈述的字节就是被签名的字节，它的 SHA-256 就是记录编号；按数据重写一遍，一个字节也不能差。
def records_of(data):
    lists = {"secrets": "draw-secret", "guests": "guest-secret", "guest_reveals": "guest-reveal", "reveals": "draw-reveal", "substitutions": "substitution"}
    found = [("draw-" + name, data[name]) for name in ("commit", "seal", "void", "result") if data[name]]
    return found + [(kind, one) for name, kind in lists.items() for one in data[name]]
def check_records(data):
    check(data, "data", "", "数据")
    for kind, one in records_of(data):
        name, text, head = f"第 {one['seq']} 号记录", one["statement"], written({**one, "origin": data["origin"], "kind": kind}, "statement", "  ")
        must(text == "\n".join(["statement:", *head, "  body:", *written(one, kind, "    "), ""]), f"{name}的陈述不是由数据按规定写成的")
        must(len(text.encode()) <= BYTES and sha(text) == one["id"], f"{name}的陈述与编号不符")
        based, one["when"] = [one[key] for key in ("plan", "draw", "guest") if key in one] + one.get("secrets", []) + one.get("guests", []), moment(one["time"])
        must(UP(one["after"]) and ONCE(one["refs"]) and {*based} <= {*one["refs"]}, f"{name}的 after 或 refs 重复或缺少")
    commit, all_, own = data["commit"], [one for _, one in records_of(data)], {**data["commit"], "draw": data["commit"]["id"]}
    must(all(one.get(key, own[key]) == own[key] for one in all_ for key in ("draw", "task", "ordinal")), "有一条记录属于另一次抽取")
    good = ONCE([one["seq"] for one in all_]) and ONCE([one["id"] for one in all_]) and all((data["result"] or one)["seq"] < one["seq"] for one in data["substitutions"])
    good = good and (data["result"] or data["tickets"] is None) and all(UP([one["seq"] for one in data[name]]) for name in ("guests", "guest_reveals", "substitutions"))
    must(good and all((one["seq"] < commit["seq"]) == (one in data["secrets"] + data["guests"]) for one in all_ if one is not commit), "有记录重复，或先后不对")
    must(commit["secrets"] == [one["id"] for one in data["secrets"]] and len(commit["secrets"]) == 3, "秘密不是承诺所列的那三份")
    data["later"] = [one for one in [*data["reveals"], data["seal"], data["result"]] if one]
    return f"{len(all_)} 条记录的写法合乎规定，陈述与编号一致，数据与陈述一致"
def check_pool(data):
    data["members"] = {line.split(" ")[0]: line.split(" ", 1)[1][:-11] for line in data["pool"]}
    must(sha("".join(line + "\n" for line in data["pool"])) == data["commit"]["pool"], "抽取池的指纹不符")
    must(UP([line.split(" ")[0] for line in data["pool"]]), "编号重复，或没有按次序排列")
    return f"{len(data['pool'])} 个对象，没有重复，指纹与承诺一致"
def check_strata(data):
    classes, strata = [*data["members"].values()], data["commit"]["strata"]
    must(ONCE(known := [one["credit_class"] for one in strata]) and {*classes} <= {*known} and any(one["sample"] for one in strata), "信用等级重复或缺少，或一个也不抽")
    for one in strata:
        size, k = classes.count(one["credit_class"]), min(one["size"], max(one["minimum"], -(-one["size"] * one["p"] // one["q"])))
        must((one["size"], one["sample"]) == (size, k), f"{one['credit_class']} 级有 {size} 个，应当抽 {k} 个，承诺写的不同")
    return "，".join(f"{one['credit_class']} 级 {one['size']} 抽 {one['sample']}" for one in strata)
def check_inspectors(data):
    commit, slots, pairs = data["commit"], data["eligible"], [(one["inspector"], one["body"]) for one in data["commit"]["recusals"]]
    data["recused"], listed = {*pairs}, sorted({one for slot in slots for one in slot})
    must(listed == commit["inspectors"] and len(slots) == len(commit["slots"]) and all(map(UP, slots)), "各位置符合条件的人与承诺不符")
    must(UP(pairs) and all(one in listed and body in data["members"] for one, body in pairs), "回避重复、没有按次序排列，或与这次抽取无关")
    return f"{len(listed)} 名检查人员，{len(pairs)} 对回避，每人至多 {commit['cap']} 个对象"
# 三、种子。
def check_secrets(data):
    shown, locks = [one["secret"] for one in data["reveals"] if one["secret"]], [place(one["unlock"]) for one in data["reveals"] if one["unlock"]]
    must(len(data["opened"]) == 3 and len(shown) + len(locks) == len(data["reveals"]), "公开的既不是秘密，也不是签名，或者两样都是")
    for one, opened in zip(data["secrets"], data["opened"]):
        lock = place(one["timelock"])
        kept = lock in locks or (opened in shown and (lock or sha(b"ssj/secret/v1" + bytes.fromhex(opened)) == one["commitment"]))
        must(bool(lock) != bool(one["commitment"]) and (kept or opened is None), f"{one['party']} 的秘密与先前的指纹不符，没有公开的记录，或者指纹和密文不是恰好一样")
    told = {place(one["timelock"]) for one, opened in zip(data["secrets"], data["opened"]) if opened} | {None}
    must({*shown} <= {*data["opened"]} and {*locks} <= told and ONCE(shown) and ONCE(locks), "公开了不属于这次抽取的秘密")
    return f"已公开 {sum(map(bool, data['opened']))} 份，指纹一致" + "；定时密文要做配对运算才能打开，请用 tlock 工具核对" * (told != {None})
def place(lock): return lock and (lock["chain"], lock["round"])
def check_guests(data):
    commit, data["heard"], said = data["commit"], [], {one["guest"]: one for one in data["guest_reveals"]}
    good = commit["guests"] == [one["id"] for one in data["guests"]] and {*said} <= {*commit["guests"]} and len(data["guests"]) <= 20
    must(good and len(said) == len(data["guest_reveals"]) and bool(commit["guests_by"]) == bool(data["guests"]), "来宾不是承诺所列的那几位")
    if not data["guests"]: return "没有来宾"
    data["by"], last = (by := moment(commit["guests_by"])), max([one["seq"] for one in said.values()], default=0)
    good = commit["when"] + LEAD <= by <= moment(commit["opens"]) and all(one["when"] < by for one in said.values())
    must(good and all(one["when"] >= by and one["seq"] > last for one in data["later"]), "来宾公开得太晚，没有留够时间，或还没有说完就有一方公开了秘密")
    for one in data["guests"]:
        words, key = (said[one["id"]]["secret"], said[one["id"]]["key"]) if one["id"] in said else (None, None)
        must((words is None or sha(f"ssj/guest/v1:{words}") == one["commitment"]) and key in (None, one["key"]), f"来宾“{one['capacity']}”的秘密或公钥与先前的不符")
        data["heard"].append(sha(f"ssj/guest-absent/v1:{one['commitment']}" if words is None else f"ssj/guest-opened/v1:{words}"))
    return f"{len(data['guests'])} 位，已公开 {len(said)} 份，指纹一致；没有公开的以指纹代替"
def drand(named, shown, chain):
    raw = struct.pack(">Iq", chain["period"], chain["genesis_time"]) + bytes.fromhex(chain["public_key"] + chain["genesis_seed"])
    good = (chain["id"], chain["chain_hash"]) == (named["chain"], sha(raw + chain["id"].encode() * (chain["id"] != "default")))
    must(good and len(chain["public_key"]) == 192, "随机源的参数与链哈希不符")
    must(not shown or len(shown["signature"]) == 96, "随机数的签名不是 48 个字节")
    told = f"drand {chain['id']}" if chain["chain_hash"] == QUICKNET else f"未知信标 {chain['id']}：{UNKNOWN}。"
    return [chain["genesis_time"] + chain["period"] * (named["round"] - 1)], f"{told} 第 {named['round']} 轮", shown and bytes.fromhex(shown["signature"])
def lotteries(named, shown, _):
    issues, numbers, names = named["issues"], shown["numbers"] if shown else [], [f"{one['game']} {one['issue']}" for one in named["issues"]]
    form = UP(names) and all(re.fullmatch("[0-9]{7}" if one["game"] in ("ssq", "kl8") else "[0-9]{5}", one["issue"]) for one in issues)
    must(form and math.prod(GAMES[one["game"]][0] for one in issues) >= 1 << 64, "彩票期号的写法或次序不对，或可能的结果不足 64 比特")
    good = len(numbers) == len(names) and all(drawn(line, GAMES[one["game"]][1]) for one, line in zip(issues, numbers))
    must(not shown or good, "号码的组数与承诺指定的期数不同，或不可能是这样开出的")
    text = "\n".join(["ssj/lottery/v1", *map(" ".join, zip(names, numbers)), ""]).encode()
    return [moment(one["time"]) for one in issues], f"开奖号码 {'、'.join(names)}（号码和日期请与公告核对）", text
def balls(one, shown, _):
    count, width, numbers = one["count"], one["last"] - one["first"] + 1, shown["numbers"] if shown else []
    must(width >= 2 and (width**count if one["returned"] else math.perm(width, count)) >= 1 << 64, "摇珠可能的结果不足 64 比特")
    groups = [(count, one["first"], one["last"], len(str(one["last"])), ANY if one["returned"] else ONCE)]
    must(not shown or [drawn(line, groups) for line in numbers] == [True], "摇出的号码与承诺的个数、范围或摇法不符")
    return [moment(one["time"])], f"现场摇珠（{one['place']}；没有公告可查，号码请与录像和在场的人核对）", "\n".join(["ssj/balls/v1", *numbers, ""]).encode()
def drawn(line, groups):  # 号码的写法只有一种
    parts = [part.split(" ") for part in line.split("+")]
    fit = (all(re.fullmatch(f"[0-9]{{{w}}}", one) and a <= int(one) <= b for one in part) for part, (_, a, b, w, _) in zip(parts, groups))
    return [*map(len, parts)] == [one[0] for one in groups] and all(fit) and all(one[4](part) for part, one in zip(parts, groups))
def check_randomness(data):
    commit, shown, opens, data["randomness"] = data["commit"], data["result"] or data["seal"], moment(data["commit"]["opens"]), b""
    named = [(find, commit[name]) for name, find in (("beacon", drand), ("lotteries", lotteries), ("balls", balls)) if commit[name]]
    due = (bool(commit["beacon"]), bool(commit["lotteries"] or commit["balls"]), bool(commit["balls"]))
    fit = all((bool(one["signature"]), bool(one["numbers"]), bool(one["film"])) == due for one in (data["seal"], data["result"]) if one)
    must(len(named) < 2 and bool(data["chain"]) == due[0] and fit and commit["when"] < opens, "随机源不止一种，用的不是承诺指定的那种，或公开的时间不对")
    if not named: return "没有用公共随机数：结果只靠各方的秘密，是最弱的一种"
    produced, told, public = named[0][0](source := named[0][1], shown, data["chain"])
    good = max(commit["when"], data.get("by", 0)) + LEAD <= min(produced) and max(produced) <= opens and (source["fallback"] == "void") == bool(source["hours"])
    must(good, "承诺或来宾没有比公共随机数早十分钟，公开的时间早于公共随机数的产生，或没有随机数时怎么办写得不完整")
    must(all(one["when"] >= max(produced) for one in data["later"]), "秘密或结果早于公共随机数的产生")
    data["randomness"] = hashlib.sha256(public).digest() if shown else b""
    return f"{told}，随机数是 {data['randomness'].hex()}" if shown else f"{told}，结果尚未产生"
def check_seed(data):
    must(all(data["opened"]), "有一方的秘密没有公开，却有结果")
    parts = [*map(bytes.fromhex, data["opened"] + data["heard"]), data["randomness"]]
    raw = b"ssj/seed/v1" + struct.pack(">I32sI", 32, bytes.fromhex(data["commit"]["id"]), len(parts) - 1)
    data["seed"] = seed = sha(raw + b"".join(struct.pack(">I", len(one)) + one for one in parts))
    must(not data["result"] or seed == data["result"]["seed"], f"种子应当是 {seed}")
    return f"种子 {seed}"
# 四、签号、名单、小组。
def order(data, domain, ids): return sorted((sha(f"{data['seed']}:{domain}:{id_}"), id_) for id_ in ids)
def check_tickets(data):
    data["rest"], tickets, picked, told = {}, [], {}, data["result"] and data["result"]["drawn"]
    for one in data["commit"]["strata"]:
        ordered = order(data, "body", [id_ for id_, class_ in data["members"].items() if class_ == one["credit_class"]])
        tickets += ordered
        picked.update((id_, one["credit_class"]) for _, id_ in ordered[: one["sample"]])
        data["rest"][one["credit_class"]] = [id_ for _, id_ in ordered[one["sample"] :]]
    must(data["tickets"] == (told and [f"{ticket} {id_}" for ticket, id_ in tickets]), "签号或次序不符")
    must(not told or [(one["body"], one["credit_class"]) for one in told] == [*picked.items()], "名单不是签号最小的那些对象")
    data["drawn"] = [id_ for _, id_ in sorted(tickets) if id_ in picked]
    return f"{len(tickets)} 个签号全部重算，抽中的正是最小的 {len(picked)} 个"
def check_teams(data):
    data["first"], data["teams"] = dict(teams := assign(data)), teams
    for one in data["result"]["drawn"] if data["result"] else ():
        must(teams[one["body"]] == one["team"], f"{one['body']} 的检查小组应当是 {'、'.join(teams[one['body']])}")
    return f"{len(teams)} 个检查小组全部重算，一致"
def preference(data, body):  # 人员，按其对这个对象的签号排列；回避的人不在其中
    ordered = order(data, "inspector", [f"{body}:{one}" for one in data["commit"]["inspectors"]])
    return [one for one in (id_.split(":")[1] for _, id_ in ordered) if (one, body) not in data["recused"]]
def assign(data):  # 《协议》4.5：按签号次序，逐个位置找一条最短的换人路线，落到已分得最少的人
    choices, holder = {}, {}
    for b, body in enumerate(data["drawn"]):
        ordered = preference(data, body)
        choices.update(((b, s), [one for one in ordered if one in able]) for s, able in enumerate(data["eligible"]))
    for start in choices:
        held = {one: {} for names in choices.values() for one in names}  # 人员 → 对象 → 此人在那里占的位置
        for (b, s), one in holder.items(): held[one][b] = s
        holder.update(search(start, choices, held, data["commit"]["cap"]) or must(False, f"{data['drawn'][start[0]]} 的小组无人可派"))
    return {body: [holder[b, s] for s in range(len(data["eligible"]))] for b, body in enumerate(data["drawn"])}
def search(start, choices, held, cap):  # 换人路线 [(位置, 改由谁占)]，落到到达的人中分得最少、最先到达的
    reached, seen, queue, least = {}, {start}, [(start, [])], min(map(len, held.values()), default=0)
    for here, before in queue:  # 队列边走边长
        for one in choices[here]:
            way, onward = [*before, (here, one)], sorted(held[one].items())
            if here[0] in held[one]: onward = [(here[0], held[one][here[0]])]  # 此人在这一对象已占位置，不算到达；就占这里的，略过
            elif one in reached: continue
            elif len(held[one]) == least < cap: return way
            else: reached[one] = way
            queue += [(place, way) for place in onward if place not in seen]
            seen.update(onward)
    return reached.get(min((one for one in reached if len(held[one]) < cap), key=lambda one: len(held[one]), default=None))
# 五、封存（RFC 6962 的默克尔根）和递补。
def check_seal(data):
    sealed, result, lie = data["seal"], data["result"] or data["seal"], "封存不实：封存的名单不是这次抽取的结果"
    if not sealed: return "这次抽取没有密封"
    parts = [(sha(f"ssj/seal/v1:{data['seed']}:{body}"), body, ",".join(team)) for body, team in data["first"].items()]
    leaves = sorted(hashlib.sha256("\0ssj/seal/v1:{}:{}:{}".format(*one).encode()).digest() for one in parts)
    kept = data["commit"]["sealed"] and all(sealed[key] == result[key] for key in ("signature", "numbers", "film"))
    kept = kept and (merkle(leaves).hex(), len(leaves)) == (sealed["root"], sealed["count"])
    must(kept or data["void"], lie)
    return "与名单一致" if kept else f"{lie}；这次抽取已经作废"
def merkle(leaves):
    if len(leaves) < 2: return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:])).digest()
def check_substitutions(data):
    for number, step in enumerate(data["substitutions"]):
        body, leaves, whole = step["body"], step["inspector"], step["reason"] in ("closed", "moved", "merged", "suspended")
        good = body in data["teams"] and leaves in (None, *data["teams"][body]) and (leaves is None) == whole
        must(good and len(step["allowed"]) == len(data["eligible"]) * bool(step["team"]) and all(map(UP, step["allowed"])), f"{body} 的递补写得不对")
        heir, team = substitute(data, step, data["substitutions"][:number])
        must((heir, team) == (step["replacement"], step["team"]), f"{body} 的递补没有按公布的次序")
        del data["teams"][body]
        if team: data["teams"][heir if whole else body] = team
    return f"共 {len(data['substitutions'])} 次，都按公布的次序"
def substitute(data, step, before):  # 《协议》4.8：谁接替，新的小组是谁
    body, team, leaves = step["body"], data["teams"][step["body"]], step["inspector"]
    full = [None if one == leaves else one for one in team]
    if leaves is None:
        body = next((id_ for id_ in data["rest"][data["members"][body]] if id_ not in (*data["teams"], *(one["body"] for one in before))), None)
        if body is None: return None, []
        full = [one if one in step["allowed"][n] else None for n, one in enumerate(team)]
    loads = [one for members in data["teams"].values() for one in members]
    for place, can in enumerate(step["allowed"]):
        must({*can} <= {*data["eligible"][place]} & {*preference(data, body)}, "递补的人本不符合条件")
        if full[place] is None:
            taken = {*full, *data["teams"].get(body, ()), *(one["inspector"] for one in before if one["body"] == body)}
            free = [one for one in preference(data, body) if one in can and one not in taken and loads.count(one) < data["commit"]["cap"]]
            full[place] = free[0] if free else must(False, f"{body} 的位置无人可以接替")
    return body if leaves is None else full[team.index(leaves)], full
# 六、从外面对照。
def check_ledger(data, folder):
    before, texts = "0" * 64, [b""]
    while (path := pathlib.Path(folder, f"{len(texts) // 1000:03d}", f"{len(texts):06d}.yaml")).exists():
        texts.append(path.read_bytes())
        must(texts[-1].split(b"\n")[1] == f'prev: "{before}"'.encode(), f"{path} 接不上前一个文件")
        before = sha(texts[-1])
    lost = [one["seq"] for _, one in records_of(data) if f"\n{one['statement']}signatures:\n".encode() not in dict(enumerate(texts)).get(one["seq"], b"")]
    must(not lost, f"第 {lost} 号记录与台账中的不同")
    return f"各条记录都在台账里；台账共 {len(texts) - 1} 个文件，首尾相接，末条指纹 {before}"
COMMITTED = [("记录", check_records), ("抽取池", check_pool), ("抽取数", check_strata), ("检查人员", check_inspectors), ("秘密", check_secrets)]
COMMITTED += [("来宾", check_guests), ("公共随机数", check_randomness)]
OPENED = [("种子", check_seed), ("签号", check_tickets), ("小组", check_teams), ("递补", check_substitutions), ("封存", check_seal)]
UNCHECKED = "没有核对的：随机数的 BLS 签名没有验算（要做配对运算），请到任何一个 drand 网站查这一轮，应当是同一个随机数；抽取池和各位置符合条件的人是否就是当时名录里的全部，彩票的期号与日期是否相合，记录上的签名，外部见证，请用 ssj verify 核对整本台账。"
FAULTS = (ArithmeticError, AttributeError, http.client.HTTPException, LookupError, OSError, RecursionError, TypeError, ValueError)
def parse(raw):  # 《协议》R35：至多 64 MiB，至多 64 层（字符串里的括号不算）；8.0 就是 8
    marks = re.sub(r'"[^"\\]*(?:\\.[^"\\]*)*"|[^][{}"]+|"', "", text := raw.decode(), flags=re.S)
    if len(raw) > MOST or max(itertools.accumulate(1 if one in "[{" else -1 for one in marks), default=0) > 64: raise ValueError("多于 64 MiB，或者 64 层")
    return json.loads(text, parse_float=lambda text: int(float(text)) if float(text) % 1 == 0 else text, parse_constant=int)
def say(code, *lines): return print(*("".join(one if one.isprintable() else "?" for one in line) for line in lines), sep="\n", flush=True) or code  # 控制字符不进终端
def main():
    if len(sys.argv) not in (2, 3): return say(2, *__doc__.split("\n"))
    source, *ledger = sys.argv[1:]
    (clock := threading.Timer(SECONDS, lambda: os._exit(say(2, f"读不出抽取数据：{SECONDS} 秒还没有取完")))).start()
    try:
        with urllib.request.build_opener(STAY).open(source, timeout=SECONDS) if "://" in source else open(source, "rb") as file:
            data = parse(file.read(MOST + 1))
        opened = OPENED if data["result"] or (data["seal"] and all(data["opened"])) else []  # 够算，就算
    except FAULTS as fault: return say(2, f"读不出抽取数据：{fault}")
    finally: clock.cancel()
    for title, test, *folder in COMMITTED + opened + [("台账", check_ledger, one) for one in ledger]:
        try: say(0, f"✓ {title}：{test(data, *folder)}")
        except (AssertionError, *FAULTS) as fault:
            why = fault if isinstance(fault, AssertionError) else f"数据缺项或写法不对（{type(fault).__name__} {fault}）"
            return say(1, f"✗ {title}：{why}", "结论：不成立。")
    return say(0, "结论：成立。" if opened and data["result"] else "结论：已公开的部分成立，结果尚未公开。", UNCHECKED)
if __name__ == "__main__": sys.exit(sys.stdout.reconfigure(encoding="utf-8") or main())
