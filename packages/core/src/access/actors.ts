interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Parts of the system that act by themselves, as `system:…` in the journal. */
const SYSTEMS: Readonly<Record<string, Words>> = {
  rules: { zh: '规则检查', en: 'checking of rules' },
  procedures: { zh: '期限检查', en: 'checking of deadlines' },
};

const OTHERS: Readonly<Record<string, Words>> = {
  public: { zh: '群众', en: 'The public' },
  setup: { zh: '首次设置', en: 'First set-up' },
  demo: { zh: '演示数据', en: 'Demo data' },
};

/** Who acts without an account, as the journal and the register name them, in words; undefined for an account. */
export function actorWords(actor: string): Words | undefined {
  const own = Object.hasOwn(OTHERS, actor) ? OTHERS[actor] : undefined;
  if (own !== undefined) return own;
  const at = actor.indexOf(':');
  const [kind, name] = [actor.slice(0, Math.max(at, 0)), actor.slice(at + 1)];
  if (kind === 'shell') return { zh: `命令行（${name}）`, en: `Shell (${name})` };
  if (kind !== 'system') return undefined;
  const part = SYSTEMS[name] ?? { zh: name, en: name };
  return { zh: `系统：${part.zh}`, en: `System: ${part.en}` };
}
