/* A draw redone from its data (section 4.10 of the protocol), check by check.
   `redo(data)` is a generator. It yields {progress, of} while it counts, and after each check {id, title, told};
   a check that fails throws `ssj.Wrong`, one that cannot be made `ssj.Unable`, with the check's id and title. Whoever has the secrets and the sealed words computes the
   draw, recorded or not. It returns {opened, hashes}: opened says that there is a result, hashes are what was
   hashed apart from most tickets, for a second opinion. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const { hex, fromHex, same, short } = ssj.encoding;
  const { up, once } = ssj.shapes;
  const LONGEST = 4 * 1024 * 1024; // bytes of a statement
  const LEAD = ssj.guests.LEAD;
  const COMMITTED = [
    ["records", "记录", records], ["pool", "抽取池", pool], ["strata", "抽取数", strata], ["inspectors", "检查人员", inspectors],
    ["secrets", "秘密", secrets], ["guests", "来宾", guests], ["beacon", "公共随机数", beacon],
  ];
  const OPENED = [
    ["seed", "种子", seed], ["tickets", "签号", tickets], ["teams", "小组", teams], ["substitutions", "递补", substitutions],
    ["seal", "封存", seal],
  ];

  function* redo(data) {
    const now = { data, hashes: [], when: new Map() };
    for (const one of COMMITTED) yield yield* checked(now, one);
    const opened = data.result !== null;
    // Whoever has enough computes it, recorded or not.
    if (opened || (data.seal !== null && data.opened.every(Boolean))) for (const one of OPENED) yield yield* checked(now, one);
    return { opened, hashes: now.hashes };
  }

  function* checked(now, [id, title, check]) {
    try {
      return { id, title, told: yield* check(now) };
    } catch (fault) {
      throw Object.assign(fault instanceof ssj.Wrong ? new ssj.Wrong(fault.message) : new ssj.Unable(fault.message), { id, title });
    }
  }

  /* SHA-256 in hex, remembered. */
  function sha(now, content) {
    const found = ssj.sha256.hex(content);
    now.hashes.push([content, found]);
    return found;
  }

  function recordsOf(data) {
    const found = data.secrets.map((one) => ["draw-secret", one]);
    found.push(["draw-commit", data.commit]);
    for (const one of data.guests) found.push(["guest-secret", one]);
    for (const one of data.guest_reveals) found.push(["guest-reveal", one]);
    for (const one of data.reveals) found.push(["draw-reveal", one]);
    for (const name of ["seal", "void", "result"]) found.push(["draw-" + name, data[name]]);
    for (const one of data.substitutions) found.push(["substitution", one]);
    return found.filter(([, one]) => one);
  }

  function* records(now) {
    const { data } = now;
    if (typeof data !== "object" || data === null || Array.isArray(data)) throw new ssj.Unable("数据没有读到");
    ssj.shapes.check(data, "data", "", "数据");
    const { commit } = data;
    const all = recordsOf(data);
    for (const [kind, record] of all) {
      const name = "第 " + record.seq + " 号记录";
      must(record.statement === ssj.shapes.statement(record, kind, data.origin), name + "的陈述不是由数据按规定写成的");
      must(ssj.encoding.utf8(record.statement).length <= LONGEST && sha(now, record.statement) === record.id, name + "的陈述与编号不符");
      const based = [record.plan, record.draw, record.guest, ...(record.secrets || []), ...(record.guests || [])].filter(Boolean);
      const stated = up(record.after) && once(record.refs) && based.every((one) => record.refs.includes(one));
      must(stated, name + "的 after 或 refs 重复或缺少");
      for (const [key, own] of [["draw", commit.id], ["task", commit.task], ["ordinal", commit.ordinal]]) {
        must(record[key] === undefined || record[key] === own, name + "属于另一次抽取");
      }
      now.when.set(record, Date.parse(record.time) / 1000);
    }
    must(inOrder(data, all.map(([, one]) => one)), "有记录重复，或先后不对");
    must(same(commit.secrets, data.secrets.map((one) => one.id)) && commit.secrets.length === 3, "秘密不是承诺所列的那三份");
    return all.length + " 条记录的写法合乎规定，陈述与编号一致，数据与陈述一致";
  }

  /* Promises, the commitment, all else; each record once. */
  function inOrder(data, all) {
    const { commit, result } = data;
    const early = data.secrets.concat(data.guests);
    const ascending = ["guests", "guest_reveals", "substitutions"].every((name) => up(data[name].map((one) => one.seq)));
    return once(all.map((one) => one.seq)) && once(all.map((one) => one.id)) && ascending && (result !== null || data.tickets === null) &&
      all.every((one) => one === commit || one.seq < commit.seq === early.includes(one)) &&
      data.substitutions.every((one) => result !== null && result.seq < one.seq);
  }

  function* pool(now) {
    const lines = now.data.pool;
    must(sha(now, ssj.commitment.poolText(lines)) === now.data.commit.pool, "抽取池的指纹不符");
    now.pool = ssj.commitment.poolOf(lines);
    return lines.length + " 个对象，没有重复，指纹与承诺一致";
  }

  function* strata(now) {
    const all = now.data.commit.strata;
    now.members = ssj.commitment.strataOf(all, now.pool);
    must(all.some((one) => one.sample > 0), "一个也不抽");
    return all.map((one) => one.credit_class + " 级 " + one.size + " 抽 " + one.sample).join("，");
  }

  function* inspectors(now) {
    const { commit, eligible } = now.data;
    const listed = Array.from(new Set([].concat(...eligible))).sort();
    const good = same(listed, commit.inspectors) && eligible.length === commit.slots.length && eligible.every(up);
    must(good, "各位置符合条件的人与承诺不符");
    const pairs = commit.recusals.map((one) => one.inspector + " " + one.body);
    const ours = commit.recusals.every((one) => listed.includes(one.inspector) && now.pool.has(one.body));
    must(up(pairs) && ours, "回避重复、没有按次序排列，或与这次抽取无关");
    const away = new Set(pairs);
    now.recused = (inspector, body) => away.has(inspector + " " + body);
    return listed.length + " 名检查人员，" + pairs.length + " 对回避，每人至多 " + commit.cap + " 个对象";
  }

  function* secrets(now) {
    const { data } = now;
    const place = (lock) => lock && lock.chain + " " + lock.round;
    const shown = data.reveals.filter((one) => one.secret).map((one) => one.secret);
    const locks = data.reveals.filter((one) => one.unlock).map((one) => place(one.unlock));
    must(shown.length + locks.length === data.reveals.length, "公开的既不是秘密，也不是签名，或者两样都是");
    must(data.opened.length === 3, "秘密的份数不符");
    data.secrets.forEach((promised, at) => {
      const opened = data.opened[at];
      const lock = place(promised.timelock);
      const fits = () => sha(now, ssj.draw.secretBytes(fromHex(opened))) === promised.commitment;
      // Opening a timelock takes a pairing; what is seen of it here is that it went into the seed.
      const kept = locks.includes(lock) || (shown.includes(opened) && (lock !== null || fits()));
      must((lock !== null) !== (promised.commitment !== null), promised.party + " 交出的既不是指纹，也不是密文，或者两样都是");
      must(opened === null || kept, promised.party + " 的秘密与先前的指纹不符，或没有公开的记录");
    });
    const told = data.secrets.filter((_, at) => data.opened[at]).map((one) => place(one.timelock));
    const ours = shown.every((one) => data.opened.includes(one)) && locks.every((one) => told.includes(one));
    must(ours && once(shown) && once(locks), "公开了不属于这次抽取的秘密");
    const unseen = told.some(Boolean) ? "；定时密文要做配对运算才能打开，请用 tlock 工具核对" : "";
    return "已公开 " + data.opened.filter(Boolean).length + " 份，指纹一致" + unseen;
  }

  function* beacon(now) {
    const { commit, chain, seal: sealed, result } = now.data;
    const shown = result || sealed;
    const opens = Date.parse(commit.opens) / 1000;
    now.randomness = new Uint8Array(0);
    const named = [[commit.beacon, drand], [commit.lotteries, lotteries], [commit.balls, balls]].filter(([one]) => one);
    must(named.length < 2 && (chain !== null) === (commit.beacon !== null), "指定了不止一种公共随机数，或随机源的参数多余、缺少");
    for (const one of [sealed, result].filter(Boolean)) must(asNamed(one, commit), "用的不是承诺指定的那种随机数");
    must(now.when.get(commit) < opens, "公开的时间不在承诺之后");
    if (named.length === 0) return "没有用公共随机数：结果只靠各方的秘密，是最弱的一种";
    const [[source, find]] = named;
    must((source.fallback === "void") === (source.hours !== null), "没有随机数时怎么办，写得不完整");
    const { produced, told, remark, bytes } = find(now, source, shown);
    const from = Math.max(now.when.get(commit), commit.guests_by ? Date.parse(commit.guests_by) / 1000 : 0);
    must(from + LEAD <= Math.min(...produced), "承诺或来宾没有比公共随机数早十分钟");
    must(Math.max(...produced) <= opens, "公开的时间早于公共随机数的产生");
    must(openings(now.data).every((one) => now.when.get(one) >= Math.max(...produced)), "秘密或结果早于公共随机数的产生");
    if (!shown) return told + "，结果尚未产生";
    now.randomness = fromHex(sha(now, bytes));
    return told + "，随机数是 " + hex(now.randomness) + remark;
  }

  function asNamed(one, commit) {
    const typed = commit.lotteries !== null || commit.balls !== null;
    return (one.signature !== null) === (commit.beacon !== null) && one.numbers.length > 0 === typed && (one.film !== null) === (commit.balls !== null);
  }

  function drand(now, named, shown) {
    const { chain } = now.data;
    const known = chain.id === named.chain && chain.public_key.length === 192 && sha(now, ssj.beacon.chainBytes(chain)) === chain.chain_hash;
    must(known, "随机源的参数与链哈希不符");
    must(!shown || shown.signature.length === 96, "随机数的签名不是 48 个字节");
    const told = ssj.beacon.told(chain) + " 第 " + named.round + " 轮";
    return { produced: [ssj.beacon.roundTime(chain, named.round)], told, remark: "", bytes: shown && fromHex(shown.signature) };
  }

  function lotteries(now, named, shown) {
    const { issues } = named;
    ssj.lottery.checkIssues(issues);
    const told = issues.map((one) => one.game + " 第 " + one.issue + " 期").join("、");
    const produced = issues.map((one) => Date.parse(one.time) / 1000);
    return { produced, told, remark: "；号码和开奖日期请与开奖公告核对", bytes: shown && ssj.lottery.text(issues, shown.numbers) };
  }

  function balls(now, named, shown) {
    must(named.last > named.first && ssj.lottery.enough(named), "摇珠可能的结果不足 64 比特");
    const told = "现场摇珠（" + named.place + "）";
    const remark = "；没有公告可查，号码请与录像和在场的人核对";
    return { produced: [Date.parse(named.time) / 1000], told, remark, bytes: shown && ssj.lottery.ballsText(named, shown.numbers) };
  }

  /* The records that open something: reveals by the parties, the seal, the result. */
  function openings(data) {
    const kinds = ["draw-reveal", "draw-seal", "draw-result"];
    return recordsOf(data).filter(([kind]) => kinds.includes(kind)).map(([, one]) => one);
  }

  /* Guests open first, and leave the witnesses time. */
  function* guests(now) {
    const { commit, guests: all, guest_reveals: reveals } = now.data;
    const said = ssj.guests.heard(commit, all, reveals);
    now.heard = [];
    if (all.length === 0) return "没有来宾";
    const by = Date.parse(commit.guests_by) / 1000;
    const timely = reveals.every((one) => now.when.get(one) < by) && by <= Date.parse(commit.opens) / 1000;
    must(by - now.when.get(commit) >= LEAD && timely, "来宾公开得太晚，或者没有留够时间");
    const last = Math.max(0, ...reveals.map((one) => one.seq));
    must(openings(now.data).every((one) => now.when.get(one) >= by && one.seq > last), "来宾还没有说完，就有一方公开了秘密");
    for (const one of all) {
      const { secret: words, key } = said.get(one.id) || { secret: null, key: null };
      const kept = words === null || sha(now, ssj.guests.promised(words)) === one.commitment;
      must(kept && (key === null || key === one.key), "来宾“" + one.capacity + "”的秘密或公钥与先前的不符");
      now.heard.push(fromHex(sha(now, words === null ? ssj.guests.absent(one.commitment) : ssj.guests.opened(words))));
    }
    return all.length + " 位，已公开 " + said.size + " 份，指纹一致；没有公开的以指纹代替";
  }

  function* seed(now) {
    const { data } = now;
    must(data.opened.every(Boolean), "有一方的秘密没有公开，却有结果");
    const opened = data.opened.map(fromHex).concat(now.heard);
    const found = sha(now, ssj.draw.seedBytes(fromHex(data.commit.id), opened, now.randomness));
    must(!data.result || found === data.result.seed, "种子应当是 " + found);
    now.seed = found;
    return "种子 " + found;
  }

  function* tickets(now) {
    const { commit, result, tickets: told } = now.data;
    const steps = ssj.outcome.tickets(now.seed, commit.strata, now.members);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { progress: step.value, of: now.pool.size };
    const listed = (now.listed = step.value);
    const agreed = told && told.length === listed.length && listed.every(([ticket, id], at) => told[at] === ticket + " " + id);
    must(result === null || agreed, "签号或次序不符");
    const drawn = listed.filter((one) => one[3]);
    for (const [ticket, id] of drawn) now.hashes.push([now.seed + ":body:" + id, ticket]);
    const named = result && result.drawn.map((one) => [one.body, one.credit_class]);
    must(!result || same(drawn.map(([, id, name]) => [id, name]), named), "名单不是签号最小的那些对象");
    return listed.length + " 个签号全部重算，抽中的正是最小的 " + drawn.length + " 个";
  }

  function* teams(now) {
    const { commit, result, eligible } = now.data;
    const steps = ssj.outcome.teams(now.seed, now.listed, eligible, commit, now.recused);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { progress: step.value, of: now.listed.filter((one) => one[3]).length };
    for (const { body, team } of result ? result.drawn : []) {
      const found = step.value.get(body);
      must(same(found, team), body + " 的检查小组应当是 " + found.join("、"));
    }
    now.visits = new Map(step.value);
    now.first = new Map(step.value);
    return now.visits.size + " 个检查小组全部重算，一致";
  }

  function* seal(now) {
    const { seal: sealed, result } = now.data;
    if (!sealed) return "这次抽取没有密封";
    const words = ({ signature, numbers, film }) => [signature, numbers, film && [film.sha256, film.size]];
    const kept = now.data.commit.sealed && same(words(sealed), words(result || sealed)) && ssj.outcome.sealRoot(now.seed, now.first) === sealed.root && now.first.size === sealed.count;
    const lie = "封存不实：封存的名单不是这次抽取的结果";
    must(kept || now.data.void, lie);
    return kept ? "与名单一致" : lie + "；这次抽取已经作废";
  }

  function* substitutions(now) {
    const { commit, eligible, substitutions: all } = now.data;
    all.forEach((step, at) => {
      const leaves = ["closed", "moved", "merged", "suspended"].includes(step.reason);
      must(leaves === (step.inspector === null) && step.allowed.every(up), step.body + " 的递补写得不对");
      must(step.allowed.length === (step.team.length > 0 ? eligible.length : 0), step.body + " 的递补没有写明各位置可以由谁占");
      const [who, body, team] = ssj.outcome.substitute(now.seed, now.listed, now.visits, all.slice(0, at), step, commit);
      step.allowed.forEach((slot, place) => {
        const able = (one) => eligible[place].includes(one) && !now.recused(one, body);
        must(slot.every(able), "递补的人本不符合条件：" + short(slot));
      });
      must(who === step.replacement && same(team, step.team), step.body + " 的递补没有按公布的次序");
      now.visits.delete(step.body);
      if (body !== null) now.visits.set(body, team);
    });
    return "共 " + all.length + " 次，都按公布的次序";
  }

  ssj.redo = redo;
})(this);
