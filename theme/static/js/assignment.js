/* Inspectors to bodies, along shortest alternating paths: section 4.5 of the protocol, step by step. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});

  /* No assignment exists; `slots` are the [body, slot] that cannot all be filled. */
  ssj.Infeasible = class Infeasible extends ssj.Wrong {
    constructor(slots) {
      super("无人可派：" + slots.map((one) => one[0]).filter((one, at, all) => all.indexOf(one) === at).join("、"));
      this.slots = slots;
    }
  };

  /* `bodies`: [body, [who may fill each slot]] in ticket order; `preference(body)`: inspectors by their tickets for it.
     Gives a Map from body to its team. */
  function assign(bodies, cap, preference) {
    const grown = new Matching(bodies, cap, preference);
    grown.places.forEach((_, place) => grown.fill(place));
    return new Map(bodies.map(([body], number) => [body, grown.holder.slice(grown.first[number], grown.first[number + 1])]));
  }

  /* Places are numbered through all bodies, so that their order is that of body, then slot. */
  class Matching {
    constructor(bodies, cap, preference) {
      this.cap = cap;
      this.places = [];
      this.choices = [];
      this.first = [0];
      bodies.forEach(([body, slots], number) => {
        const ordered = preference(body);
        slots.forEach((eligible, slot) => {
          const able = new Set(eligible);
          this.places.push([body, slot, number]);
          this.choices.push(ordered.filter((one) => able.has(one)));
        });
        this.first.push(this.places.length);
      });
      this.holder = this.places.map(() => null);
      this.held = new Map(); // inspector → body's number → the place held there
      for (const names of this.choices) for (const one of names) if (!this.held.has(one)) this.held.set(one, new Map());
      this.atLoad = [this.held.size];
      this.floor = 0;
    }

    load(one) {
      return this.held.get(one).size;
    }

    fill(start) {
      const reached = new Map();
      const came = new Map();
      const seen = new Set([start]);
      const queue = [start];
      let best = null;
      for (let at = 0; at < queue.length && (best === null || this.load(best) > this.floor); at++) {
        const here = queue[at];
        const number = this.places[here][2];
        for (const one of this.choices[here]) {
          const held = this.held.get(one);
          let onward;
          if (held.has(number)) {
            onward = [held.get(number)];
          } else if (reached.has(one)) {
            continue;
          } else {
            reached.set(one, here);
            if (held.size < this.cap && (best === null || held.size < this.load(best))) {
              best = one;
              if (held.size === this.floor) break;
            }
            onward = Array.from(held.values()).sort((a, b) => a - b);
          }
          for (const place of onward) {
            if (!seen.has(place)) {
              seen.add(place);
              came.set(place, [one, here]);
              queue.push(place);
            }
          }
        }
      }
      if (best === null) this.refuse(seen);
      this.shift(best, reached.get(best), came);
    }

    shift(moving, place, came) {
      this.count(this.load(moving));
      for (;;) {
        const previous = this.holder[place];
        const number = this.places[place][2];
        this.holder[place] = moving;
        this.held.get(moving).set(number, place);
        if (previous === null) return;
        const [next, before] = came.get(place);
        if (this.places[before][2] !== number) this.held.get(previous).delete(number);
        moving = next;
        place = before;
      }
    }

    count(load) {
      this.atLoad[load] -= 1;
      this.atLoad[load + 1] = (this.atLoad[load + 1] || 0) + 1;
      while (!this.atLoad[this.floor]) this.floor += 1;
    }

    refuse(seen) {
      throw new ssj.Infeasible(Array.from(seen).sort((a, b) => a - b).map((place) => this.places[place].slice(0, 2)));
    }
  }

  ssj.assignment = { assign };
})(this);
