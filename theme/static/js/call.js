/* The code on the notice of a visit that no seal hides, held against what the page knows (section 2.8 of the protocol). */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  const IDS = ID + "(?:," + ID + "){0,19}";
  const CODE = new RegExp("^2~(draw|elsewhere|approval|urgent|routine)~([A-Za-z0-9][A-Za-z0-9._-]{0,79})~(" + ID + ")~(" + IDS + ")~(" + IDS + ")$");
  const NO_CODE = "这不是检查通知上的核对码，或者没有抄全";
  const has = (held, key) => Object.prototype.hasOwnProperty.call(held, key);

  function parse(text) {
    const found = CODE.exec(text);
    if (!found) throw new ssj.Unread(NO_CODE);
    const [, ground, ref, body, items, team] = found;
    if ((ground === "urgent" || ground === "routine") && ref !== "0") throw new ssj.Unread(NO_CODE);
    return { ground, ref, body, items: items.split(","), team };
  }

  const GROUNDS = {
    draw(call, data) {
      must(has(data.draws, call.ref), "本站没有已公开的抽取 " + call.ref);
      const draw = data.draws[call.ref];
      must(has(draw.teams, call.body), "抽取 " + call.ref + " 没有抽中对象 " + call.body);
      must(draw.teams[call.body] === call.team, "抽取结果派给这个对象的不是这个小组");
      must(draw.items.join() === call.items.join(), "事项与抽取任务的事项不同");
      return "随机抽取：" + draw.task + "（" + call.ref + "），检查时间 " + draw.first + " 至 " + draw.last;
    },
    elsewhere(call, data) {
      must(has(data.elsewhere, call.ref), "本站没有任务 " + call.ref + " 的外部平台抽取");
      const draw = data.elsewhere[call.ref];
      must(has(draw.teams, call.body), "外部平台的名单里没有对象 " + call.body);
      must(draw.teams[call.body] === "" || draw.teams[call.body] === call.team, "名单派给这个对象的不是这个小组");
      must(draw.items.join() === call.items.join(), "事项与抽取任务的事项不同");
      return "在外部平台上抽取（" + draw.platform + "）：" + draw.task + "。这样的抽取本站无法核对";
    },
    approval(call, data) {
      must(has(data.approvals, call.ref), "本站没有这份检查审批，或者它已无效");
      const paper = data.approvals[call.ref];
      must(paper.bodies.includes(call.body), "检查审批里没有对象 " + call.body);
      must(call.items.every((one) => paper.items.includes(one)), "检查审批里没有这些事项");
      return "检查审批：" + paper.document + "，检查时间 " + paper.first + " 至 " + paper.last;
    },
    urgent: () => "紧急检查：事后补办审批，本站现在没有可以核对的审批",
    routine: () => "日常检查：不经过抽取，也不单独审批",
  };

  /* What a code says, with names for all that the page knows; `ssj.Unread` if it is none, `ssj.Wrong` with the reason why it does not hold. */
  function check(text, data) {
    const sealed = text.startsWith("1~");
    const call = sealed ? ssj.notice.check(text, data.seals) : parse(text);
    const seal = sealed ? data.seals[call.draw] : null;
    const why = sealed ? "随机抽取（名单封存）：" + seal.task + "（" + call.draw + "），检查时间 " + seal.first + " 至 " + seal.last : GROUNDS[call.ground](call, data);
    const team = call.team.split(",").map((id) => {
      must(sealed || has(data.inspectors, id), "检查人员 " + id + " 不在名录里");
      return { id, entry: has(data.inspectors, id) ? data.inspectors[id] : null };
    });
    const items = sealed ? seal.items : call.items;
    const able = team.reduce((all, one) => (one.entry ? all.concat(one.entry[4]) : all), []);
    must(sealed || items.every((id) => able.includes(id)), "这个小组不能检查全部事项");
    return {
      proven: sealed || call.ground === "draw" || call.ground === "approval",
      why,
      body: call.body,
      known: has(data.bodies, call.body) ? data.bodies[call.body] : null,
      items: items.map((id) => ({ id, entry: has(data.items, id) ? data.items[id] : null })),
      team,
    };
  }

  ssj.call = { parse, check };
})(this);
