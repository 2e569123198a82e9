// The content security policy of a page, as its <meta> states it.

const NEEDED = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" };
const ALLOWED = new Set(["'self'", "'none'"]);

/** What is wrong with the policies of a page: `[{content, inHead, early}]`. */
export function policyFaults(policies) {
  if (policies.length !== 1)
    return [policies.length === 0 ? 'there is no policy' : `there are ${policies.length} policies, not one`];
  const [{ content, inHead, early }] = policies;
  const faults = [];
  if (!inHead) faults.push('the policy is not in <head>');
  else if (!early) faults.push('something that the policy should hold stands before it');
  const directives = new Map(
    content
      .split(';')
      .map(part => part.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...sources]) => [name.toLowerCase(), sources]),
  );
  for (const [name, value] of Object.entries(NEEDED)) {
    if (directives.get(name)?.join(' ') !== value) faults.push(`${name} is not ${value}`);
  }
  for (const [name, sources] of directives) {
    for (const source of sources) {
      if (!ALLOWED.has(source) && !(name === 'img-src' && source === 'data:')) faults.push(`${name} allows ${source}`);
    }
  }
  return faults;
}
