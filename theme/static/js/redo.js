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
  const BOOKKEEPING = ["id", "seq", "statement", "party", "allowed"];
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
    const opened = typeof data === "object" && data !== null && Boolean(data.result);
    const known = opened || (typeof data === "object" && data !== null && Boolean(data.seal) && data.opened.every(Boolean));
    for (const [id, title, check] of known ? COMMITTED.concat(OPENED) : COMMITTED) {
      let told;
      try {
        told = yield* check(now);
      } catch (fault) {
        throw Object.assign(fault instanceof ssj.Wrong ? new ssj.Wrong(fault.message) : new ssj.Unable(fault.message), { id, title });
      }
      yield { id, title, told };
    }
    return { opened, hashes: now.hashes };
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
    const { commit } = data;
    if (data.format !== "ssj-draw-data/v1") throw new ssj.Unable("不认识的数据格式");
    must(commit.algorithm === "ssj-draw/v1", "不认识的算法");
    const all = recordsOf(data);
    for (const [kind, record] of all) {
      const name = "第 " + Number(record.seq) + " 号记录";
      must(sha(now, record.statement) === record.id, name + "的陈述与编号不符");
      const statement = ssj.encoding.parseStatement(record.statement);
      must(statement.kind === kind && statement.origin === data.origin, name + "不是这本台账的 " + kind);
      const told = { ...record };
      BOOKKEEPING.forEach((key) => delete told[key]);
      must(same(statement.body, told), "数据与" + name + "的陈述不同");
      for (const [key, own] of [["draw", commit.id], ["task", commit.task], ["ordinal", commit.ordinal]]) {
        must(told[key] === undefined || told[key] === own, name + "属于另一次抽取");
      }
      now.when.set(record, Date.parse(statement.time) / 1000);
    }
    must(same(commit.secrets, data.secrets.map((one) => one.id)), "秘密不是承诺所列的那几份");
    return all.length + " 条记录的陈述与编号一致，数据与陈述一致";
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
    return all.map((one) => one.credit_class + " 级 " + one.size + " 抽 " + one.sample).join("，");
  }

  function* inspectors(now) {
    const { commit, eligible } = now.data;
    const listed = Array.from(new Set([].concat(...eligible))).sort();
    must(listed.every((one) => ssj.draw.ID.test(one)), "人员编号不合规定");
    must(same(listed, commit.inspectors) && eligible.length === commit.slots.length, "各位置符合条件的人与承诺不符");
    const pairs = new Set(commit.recusals.map((one) => one.inspector + " " + one.body));
    now.recused = (inspector, body) => pairs.has(inspector + " " + body);
    return listed.length + " 名检查人员，" + pairs.size + " 对回避，每人至多 " + commit.cap + " 个对象";
  }

  function* secrets(now) {
    const { data } = now;
    const shown = data.reveals.map((one) => one.secret);
    must(data.opened.length === data.secrets.length, "秘密的份数不符");
    data.opened.forEach((opened, at) => {
      const promised = data.secrets[at];
      if (!opened) return;
      const secret = fromHex(opened);
      // Opening a timelock takes a pairing; what is seen of it here is that it went into the seed.
      const kept = promised.timelock || (shown.includes(opened) && sha(now, ssj.draw.secretBytes(secret)) === promised.commitment);
      must(kept && secret.length === 32, promised.party + " 的秘密与先前的指纹不符");
    });
    const unseen = data.secrets.some((one) => one.timelock) ? "；定时密文要做配对运算才能打开，请用 tlock 工具核对" : "";
    return "已公开 " + data.opened.filter(Boolean).length + " 份，指纹一致" + unseen;
  }

  function* beacon(now) {
    const { commit, chain, result } = now.data;
    const shown = result || now.data.seal;
    now.randomness = new Uint8Array(0);
    const named = [commit.beacon, commit.lotteries, commit.balls].filter(Boolean);
    must(named.length < 2, "指定了不止一种公共随机数");
    if (commit.lotteries) return yield* lotteries(now, commit.lotteries.issues, shown);
    if (commit.balls) return yield* balls(now, commit.balls, shown);
    if (!commit.beacon) {
      must(!(shown && (shown.signature || shown.numbers.length)), "没有指定随机源，结果却用了随机数");
      return "没有用公共随机数：结果只靠各方的秘密，是最弱的一种";
    }
    const known = chain.id === commit.beacon.chain && sha(now, ssj.beacon.chainBytes(chain)) === chain.chain_hash;
    must(known, "随机源的参数与链哈希不符");
    const produced = ssj.beacon.roundTime(chain, commit.beacon.round);
    must(now.when.get(commit) < produced, "承诺晚于那一轮随机数的产生");
    checkLead(now, produced);
    const round = ssj.beacon.told(chain) + " 第 " + commit.beacon.round + " 轮";
    if (!shown) return round + "，结果尚未产生";
    notBefore(now, produced);
    now.randomness = fromHex(sha(now, fromHex(shown.signature)));
    return round + "，随机数是 " + hex(now.randomness);
  }

  function* lotteries(now, issues, shown) {
    const drawn = issues.map((one) => Date.parse(one.time) / 1000);
    must(now.when.get(now.data.commit) < Math.min(...drawn), "承诺晚于彩票开奖");
    checkLead(now, Math.min(...drawn));
    const names = issues.map((one) => one.game + " 第 " + one.issue + " 期").join("、");
    if (!shown) return names + "，结果尚未产生";
    notBefore(now, Math.max(...drawn));
    now.randomness = fromHex(sha(now, ssj.lottery.text(issues, shown.numbers)));
    return names + "，随机数是 " + hex(now.randomness) + "；号码和开奖日期请与开奖公告核对";
  }

  function* balls(now, named, shown) {
    const drawn = Date.parse(named.time) / 1000;
    must(now.when.get(now.data.commit) < drawn, "承诺晚于摇珠");
    must(ssj.lottery.enough(named), "摇珠可能的结果不足 64 比特");
    const place = "现场摇珠（" + named.place + "）";
    if (!shown) return place + "，结果尚未产生";
    notBefore(now, drawn);
    now.randomness = fromHex(sha(now, ssj.lottery.ballsText(named, shown.numbers)));
    return place + "，随机数是 " + hex(now.randomness) + "；没有公告可查，号码请与录像和在场的人核对";
  }

  /* The records that open something: reveals by the parties, the seal, the result. */
  function openings(data) {
    const kinds = ["draw-reveal", "draw-seal", "draw-result"];
    return recordsOf(data).filter(([kind]) => kinds.includes(kind)).map(([, one]) => one);
  }

  /* Nothing is opened before all of the public randomness is known. */
  function notBefore(now, produced) {
    must(openings(now.data).every((one) => now.when.get(one) >= produced), "秘密或结果早于公共随机数的产生");
  }

  /* Guests open first, and leave the witnesses time. */
  function* guests(now) {
    const { commit, guests: all, guest_reveals: reveals } = now.data;
    const said = ssj.guests.heard(commit, all, reveals);
    now.heard = [];
    if (all.length === 0) return "没有来宾";
    const by = Date.parse(commit.guests_by) / 1000;
    must(by - now.when.get(commit) >= ssj.guests.LEAD && reveals.every((one) => now.when.get(one) < by), "来宾公开得太晚，或者没有留够时间");
    const last = Math.max(0, ...reveals.map((one) => one.seq));
    must(openings(now.data).every((one) => now.when.get(one) >= by && one.seq > last), "来宾还没有说完，就有一方公开了秘密");
    for (const one of all) {
      const words = said.has(one.id) ? said.get(one.id).secret : null;
      const kept = words === null || (ssj.guests.WORDS.test(words) && sha(now, ssj.guests.promised(words)) === one.commitment);
      must(kept, "来宾“" + one.capacity + "”的秘密与先前的指纹不符");
      now.heard.push(fromHex(sha(now, words === null ? ssj.guests.absent(one.commitment) : ssj.guests.opened(words))));
    }
    return all.length + " 位，已公开 " + said.size + " 份，指纹一致；没有公开的以指纹代替";
  }

  function checkLead(now, produced) {
    const by = now.data.commit.guests_by;
    must(!by || produced - Date.parse(by) / 1000 >= ssj.guests.LEAD, "来宾公开之后没有留够时间");
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
    must(!result || (told.length === listed.length && listed.every(([ticket, id], at) => told[at] === ticket + " " + id)), "签号或次序不符");
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
    const words = same([sealed.signature, sealed.numbers], [(result || sealed).signature, (result || sealed).numbers]);
    const kept = words && ssj.outcome.sealRoot(now.seed, now.first) === sealed.root && now.first.size === sealed.count;
    const lie = "封存不实：封存的名单不是这次抽取的结果";
    must(kept || now.data.void, lie);
    return kept ? "与名单一致" : lie + "；这次抽取已经作废";
  }

  function* substitutions(now) {
    const { commit, eligible, substitutions: all } = now.data;
    all.forEach((step, at) => {
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
