"""把一次抽取从头重算一遍：只要 Python 3.8 或更新的版本，不用安装任何东西，也不用相信公布它的网站。
用法：python3 verify_draw.py 数据.json [台账文件夹]。数据是抽取页面上的 JSON，或它的网址；给出台账的副本，就查各条记录确在其中。
退出码：0 成立；1 不成立；2 数据读不出来。算法见公示网站的《协议》第四节。"""
import hashlib, http.client, json, os, pathlib, re, struct, sys, threading, urllib.request  # noqa: E401, I001  # or too long
from datetime import datetime
ID, WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z"), re.compile(r"[0-9a-z]{32,128}\Z")
SECONDS, BYTES, LEAD = 60, 1 << 26, 600  # 从网址取数据，至多等这么久、读这么多，不跟随转向；来宾前后各有的秒数
STAY = type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
def must(fact, sentence):
    if not fact:
        raise AssertionError(sentence)

def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()

# 一、记录。陈述的字节就是被签名的字节，它的 SHA-256 就是记录编号。
def read_block(lines, indent):  # 台账所用的 YAML 子集：块式，标量的写法与 JSON 相同
    found = [] if lines and lines[-1].startswith("- ", indent) else {}
    while lines and re.match(r" *", lines[-1]).end() == indent and lines[-1].startswith("- ", indent) == isinstance(found, list):
        line = lines.pop()[indent:]
        key, _, rest = line.partition(":")
        if line.startswith("- ") and '"' not in key:
            lines.append(" " * (indent + 2) + line[2:])
            found.append(read_block(lines, indent + 2))
        elif line.startswith("- "):
            found.append(json.loads(line[2:]))
        else:
            must(key not in found, "陈述里一个键写了两次")
            found[key] = json.loads(rest) if rest else read_block(lines, indent + 2)
    return found

def records_of(data):
    found = [("draw-secret", one) for one in data["secrets"]] + [("draw-commit", data["commit"])]
    kinds = {"guest-secret": "guests", "guest-reveal": "guest_reveals", "draw-reveal": "reveals", "substitution": "substitutions"}
    found += [(kind, one) for kind, name in kinds.items() for one in data[name]]
    return [pair for pair in found + [("draw-" + name, data[name]) for name in ("seal", "void", "result")] if pair[1]]

def check_records(data):
    must((data["format"], data["commit"]["algorithm"]) == ("ssj-draw-data/v1", "ssj-draw/v1"), "不认识的格式或算法")
    for kind, record in records_of(data):
        name = f"第 {record['seq']} 号记录"
        must(sha(record["statement"]) == record["id"], f"{name}的陈述与编号不符")
        lines = record["statement"].split("\n")[-2::-1]  # 从最后一行排起，逐行取走
        statement = read_block(lines, 0)["statement"]
        must(not lines and (statement["kind"], statement["origin"]) == (kind, data["origin"]), f"{name}不是这本台账的 {kind}")
        told = {key: value for key, value in record.items() if key not in ("id", "seq", "statement", "party", "allowed")}
        must(same(statement["body"], told), f"数据与{name}的陈述不同")
        own = {**data["commit"], "draw": data["commit"]["id"]}
        must(all(told.get(key, own[key]) == own[key] for key in ("draw", "task", "ordinal")), f"{name}属于另一次抽取")
        record["when"] = datetime.fromisoformat(statement["time"]).timestamp()
    data["later"] = [one for kind, one in records_of(data) if kind in ("draw-reveal", "draw-seal", "draw-result")]
    must(data["commit"]["secrets"] == [one["id"] for one in data["secrets"]], "秘密不是承诺所列的那几份")
    return f"{len(records_of(data))} 条记录的陈述与编号一致，数据与陈述一致"

def same(said, told):  # 陈述里省去取默认值的字段：没有写，就是空的、零或否
    if isinstance(said, dict) and isinstance(told, dict):
        return all(same(said.get(key), told.get(key)) for key in {*said, *told})
    if isinstance(said, list) and isinstance(told, list):
        return len(said) == len(told) and all(map(same, said, told))
    return not told if said is None else said == told

def check_pool(data):
    must(sha("".join(line + "\n" for line in data["pool"])) == data["commit"]["pool"], "抽取池的指纹不符")
    data["members"], before = {}, ""
    for line in data["pool"]:
        id_, _, rest = line.partition(" ")
        must(ID.match(id_) and before < id_, f"编号 {id_!r:.80} 不合规定、重复，或没有按次序排列")
        data["members"][id_], before = rest.rpartition(" ")[0], id_
    return f"{len(data['pool'])} 个对象，没有重复，指纹与承诺一致"

def check_strata(data):
    classes, strata = list(data["members"].values()), data["commit"]["strata"]
    known = [one["credit_class"] for one in strata]
    must(len(set(known)) == len(known) and set(classes) <= set(known), "信用等级重复或缺少")
    for one in strata:
        name, size = one["credit_class"], one["size"]
        k = min(size, max(one["minimum"], -(-size * one["p"] // one["q"])))
        must((classes.count(name), k) == (size, one["sample"]), f"{name} 级应有 {classes.count(name)} 个对象、抽 {k} 个，与承诺不符")
    return "，".join(f"{one['credit_class']} 级 {one['size']} 抽 {one['sample']}" for one in strata)

def check_inspectors(data):
    commit, listed = data["commit"], sorted({one for slot in data["eligible"] for one in slot})
    good = all(map(ID.match, listed)) and (listed, len(data["eligible"])) == (commit["inspectors"], len(commit["slots"]))
    must(good, "各位置符合条件的人与承诺不符，或编号不合规定")
    data["recused"] = {(pair["inspector"], pair["body"]) for pair in commit["recusals"]}
    return f"{len(listed)} 名检查人员，{len(data['recused'])} 对回避，每人至多 {commit['cap']} 个对象"

# 二、种子、签号、名单、小组。
def check_secrets(data):
    shown, unseen = {one["secret"] for one in data["reveals"]}, "；定时密文要做配对运算才能打开，请用 tlock 工具核对"
    for one, opened in zip(data["secrets"], data["opened"]):
        told = one["timelock"] or (opened in shown and sha(b"ssj/secret/v1" + bytes.fromhex(opened)) == one["commitment"])
        must(opened is None or (told and len(opened) == 64), f"{one['party']} 的秘密与先前的指纹不符")
    return f"已公开 {sum(map(bool, data['opened']))} 份，指纹一致" + unseen * any(one["timelock"] for one in data["secrets"])

def check_guests(data):
    commit, data["heard"], said = data["commit"], [], {one["guest"]: one for one in data["guest_reveals"]}
    listed = commit["guests"] == [one["id"] for one in data["guests"]] and set(said) <= set(commit["guests"])
    timed = bool(commit["guests_by"]) == bool(data["guests"])
    must(listed and timed and len(said) == len(data["guest_reveals"]), "来宾不是承诺所列的那几位")
    if not data["guests"]:
        return "没有来宾"
    data["by"] = by = datetime.fromisoformat(commit["guests_by"]).timestamp()
    must(by - commit["when"] >= LEAD and all(one["when"] < by for one in said.values()), "来宾公开得太晚，或者没有留够时间")
    must(all(one["when"] >= by and one["seq"] > max([0, *(two["seq"] for two in said.values())]) for one in data["later"]), "来宾还没说完")
    for one in data["guests"]:
        words, own = said.get(one["id"], {}).get("secret"), f"来宾“{one['capacity']}”"
        must(words is None or (WORDS.match(words) and sha(f"ssj/guest/v1:{words}") == one["commitment"]), f"{own}的秘密与先前的指纹不符")
        data["heard"].append(sha(f"ssj/guest-absent/v1:{one['commitment']}" if words is None else f"ssj/guest-opened/v1:{words}"))
    return f"{len(data['guests'])} 位，已公开 {len(said)} 份，指纹一致；没有公开的以指纹代替"

def drand(data, shown):
    named, chain = data["commit"]["beacon"], data["chain"]
    raw = struct.pack(">Iq", chain["period"], chain["genesis_time"]) + bytes.fromhex(chain["public_key"] + chain["genesis_seed"])
    raw += chain["id"].encode() * (chain["id"] != "default")
    must(chain["id"] == named["chain"] and sha(raw) == chain["chain_hash"], "随机源的参数与链哈希不符")
    produced, told = chain["genesis_time"] + chain["period"] * (named["round"] - 1), f"drand {chain['id']} 第 {named['round']} 轮"
    return [produced], told, bytes.fromhex(shown["signature"])

def lotteries(data, shown):
    issues, numbers = data["commit"]["lotteries"]["issues"], shown["numbers"]
    names = [f"{one['game']} {one['issue']}" for one in issues]
    must(len(numbers) == len(names) or not (data["result"] or data["seal"]), "号码的组数与承诺指定的期数不同")
    text = "".join(f"{line}\n" for line in ["ssj/lottery/v1", *map(" ".join, zip(names, numbers))])
    return [datetime.fromisoformat(one["time"]).timestamp() for one in issues], f"{'、'.join(names)}（请与公告核对）", text.encode()

def check_randomness(data):
    data["randomness"], commit, shown = b"", data["commit"], data["result"] or data["seal"] or {"signature": "", "numbers": []}
    if not commit["beacon"] and not commit["lotteries"]:
        must(not shown["signature"] and not shown["numbers"], "没有指定随机源，结果却用了随机数")
        return "没有用公共随机数：结果只靠各方的秘密，是最弱的一种"
    produced, told, public = (lotteries if commit["lotteries"] else drand)(data, shown)
    must(commit["when"] < min(produced), "承诺晚于公共随机数的产生")
    must(not data["guests"] or min(produced) - data["by"] >= LEAD, "来宾公开之后没有留够时间")
    if not (data["result"] or data["seal"]):
        return f"{told}，结果尚未产生"
    must(min(one["when"] for one in data["later"]) >= max(produced), "秘密或结果早于公共随机数的产生")
    data["randomness"] = hashlib.sha256(public).digest()
    return f"{told}，随机数是 {data['randomness'].hex()}"

def check_seed(data):
    must(all(data["opened"]), "有一方的秘密没有公开，却有结果")
    parts = [*map(bytes.fromhex, data["opened"] + data["heard"]), data["randomness"]]
    raw = b"ssj/seed/v1" + struct.pack(">I32sI", 32, bytes.fromhex(data["commit"]["id"]), len(parts) - 1)
    seed = sha(raw + b"".join(struct.pack(">I", len(one)) + one for one in parts))
    must(seed == data["result"]["seed"], f"种子应当是 {seed}")
    return f"种子 {seed}"

def order(data, domain, ids):
    return sorted((sha(f"{data['result']['seed']}:{domain}:{id_}"), id_) for id_ in ids)

def check_tickets(data):
    data["rest"], tickets, drawn = {}, [], {}
    for one in data["commit"]["strata"]:
        ordered = order(data, "body", [id_ for id_, class_ in data["members"].items() if class_ == one["credit_class"]])
        tickets += ordered
        drawn.update((id_, one["credit_class"]) for _, id_ in ordered[: one["sample"]])
        data["rest"][one["credit_class"]] = [id_ for _, id_ in ordered[one["sample"] :]]
    must([f"{ticket} {id_}" for ticket, id_ in tickets] == data["tickets"], "签号或次序不符")
    must([(one["body"], one["credit_class"]) for one in data["result"]["drawn"]] == list(drawn.items()), "名单不是签号最小的那些对象")
    data["drawn"] = [id_ for _, id_ in sorted(tickets) if id_ in drawn]
    return f"{len(tickets)} 个签号全部重算，抽中的正是最小的 {len(drawn)} 个"

def check_teams(data):
    data["teams"] = teams = assign(data)
    for one in data["result"]["drawn"]:
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
    everyone = {one for names in choices.values() for one in names}
    for start in sorted(choices):
        held = {one: {} for one in everyone}  # 人员 → 对象 → 此人在那里占的位置
        for (b, s), one in holder.items():
            held[one][b] = s
        way = search(start, choices, held, data["commit"]["cap"])
        must(way, f"{data['drawn'][start[0]]} 的小组无人可派")
        holder.update(way)
    return {body: [holder[b, s] for s in range(len(data["eligible"]))] for b, body in enumerate(data["drawn"])}

def search(start, choices, held, cap):  # 换人路线 [(位置, 改由谁占)]；落点是到达的人中分得最少的，相等时是最先到达的
    reached, seen, queue = {}, {start}, [(start, [])]
    least = min(map(len, held.values()), default=0)
    for here, before in queue:  # 队列边走边长
        for one in choices[here]:
            way = [*before, (here, one)]
            if here[0] in held[one]:
                onward = [(here[0], held[one][here[0]])]
            elif one in reached:
                continue
            else:
                reached[one] = way
                if len(held[one]) == least < cap:
                    return way
                onward = sorted(held[one].items())
            fresh = [place for place in onward if place not in seen]
            seen.update(fresh)
            queue += [(place, way) for place in fresh]
    return reached.get(min((one for one in reached if len(held[one]) < cap), key=lambda one: len(held[one]), default=None))

# 三、封存（RFC 6962 的默克尔根），递补，与台账对照。
def check_seal(data):
    if not data["seal"]:
        return "这次抽取没有密封"
    salts = {body: sha(f"ssj/seal/v1:{data['result']['seed']}:{body}") for body in data["teams"]}
    lines = (f"\0ssj/seal/v1:{salts[body]}:{body}:{','.join(team)}" for body, team in data["teams"].items())
    leaves = [hashlib.sha256(line.encode()).digest() for line in lines]
    kept = (merkle(sorted(leaves)).hex(), len(leaves)) == (data["seal"]["root"], data["seal"]["count"])
    must(kept or data["void"], "封存值与名单不符：名单在封存之后变过")
    return "与名单一致" if kept else "与名单不符；这次抽取已经作废"

def merkle(leaves):
    half = 1 << max(len(leaves) - 1, 1).bit_length() - 1
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    return hashlib.sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:])).digest()

def check_substitutions(data):
    for number, step in enumerate(data["substitutions"]):
        must(step["body"] in data["teams"], f"{step['body']} 不在名单里，不能递补")
        heir, team = substitute(data, step, data["substitutions"][:number])
        must((heir, team) == (step["replacement"], step["team"]), f"{step['body']} 的递补没有按公布的次序")
        del data["teams"][step["body"]]
        data["teams"].update({heir if step["inspector"] is None else step["body"]: team} if team else {})
    return f"共 {len(data['substitutions'])} 次，都按公布的次序"

def substitute(data, step, before):  # 《协议》4.8：谁接替，新的小组是谁
    body, team, leaves = step["body"], data["teams"][step["body"]], step["inspector"]
    full = [None if one == leaves else one for one in team]
    if leaves is None:
        used = {*data["teams"], *(one["body"] for one in before)}
        body = next((id_ for id_ in data["rest"][data["members"][body]] if id_ not in used), None)
        if body is None:
            return None, []
        full = [one if one in step["allowed"][n] else None for n, one in enumerate(team)]
    loads = [one for members in data["teams"].values() for one in members]
    for place, can in enumerate(step["allowed"]):
        must(set(can) <= set(data["eligible"][place]) & set(preference(data, body)), "递补的人本不符合条件")
        if full[place] is None:
            taken = {*full, *data["teams"].get(body, ()), *(one["inspector"] for one in before if one["body"] == body)}
            free = [one for one in preference(data, body) if one in can and one not in taken and loads.count(one) < data["commit"]["cap"]]
            must(free, f"{body} 的位置无人可以接替")
            full[place] = free[0]
    return body if leaves is None else full[team.index(leaves)], full

def check_ledger(data, folder):
    before, texts = "0" * 64, [b""]
    while (path := pathlib.Path(folder, f"{len(texts):06d}.yaml")).exists():
        texts.append(path.read_bytes())
        must(texts[-1].split(b"\n")[1] == f'prev: "{before}"'.encode(), f"{path} 接不上前一个文件")
        before = sha(texts[-1])
    for _, one in records_of(data):
        signed = f"\n{one['statement']}signatures:\n".encode()
        must(one["seq"] < len(texts) and signed in texts[one["seq"]], f"第 {one['seq']} 号记录与台账中的不同")
    return f"各条记录都在台账里；台账共 {len(texts) - 1} 个文件，首尾相接，末条指纹 {before}"

COMMITTED = [("记录", check_records), ("抽取池", check_pool), ("抽取数", check_strata), ("检查人员", check_inspectors), \
             ("秘密", check_secrets), ("来宾", check_guests), ("公共随机数", check_randomness)]
OPENED = [("种子", check_seed), ("签号", check_tickets), ("小组", check_teams), ("封存", check_seal), ("递补", check_substitutions)]
UNCHECKED = "没有核对的：随机数的 BLS 签名没有验算（要做配对运算），请到任何一个 drand 网站查这一轮，应当是同一个随机数；抽取池\
和各位置符合条件的人是否就是当时名录里的全部，记录上的签名，外部见证，请用 ssj verify 核对整本台账。"
FAULTS = (ArithmeticError, AttributeError, http.client.HTTPException, LookupError, OSError, RecursionError, TypeError, ValueError)
def say(code, *lines):
    print(*("".join(one if one.isprintable() else "?" for one in line) for line in lines), sep="\n", flush=True)  # 控制字符不进终端
    return code

def main():
    if len(sys.argv) not in (2, 3):
        return say(2, *__doc__.split("\n"))
    source, *ledger = sys.argv[1:]
    clock = threading.Timer(SECONDS, lambda: os._exit(say(2, f"读不出抽取数据：{SECONDS} 秒还没有取完")))
    clock.start()
    try:
        with urllib.request.build_opener(STAY).open(source, timeout=SECONDS) if "://" in source else open(source, "rb") as file:
            data = json.loads(file.read(BYTES).decode())
        opened = OPENED if data["result"] else []
    except FAULTS as fault:
        return say(2, f"读不出抽取数据：{fault}")
    finally:
        clock.cancel()
    for title, check, *folder in COMMITTED + opened + [("台账", check_ledger, one) for one in ledger]:
        try:
            say(0, f"✓ {title}：{check(data, *folder)}")
        except (AssertionError, *FAULTS) as fault:
            known = isinstance(fault, AssertionError)
            return say(1, f"✗ {title}：{fault if known else f'数据缺项或写法不对（{type(fault).__name__} {fault}）'}", "结论：不成立。")
    return say(0, "结论：成立。" if opened else "结论：已公开的部分成立，结果尚未公开。", UNCHECKED)

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
