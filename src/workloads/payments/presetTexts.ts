/** The words of the payments' scenarios. */
export const presetTexts: { readonly [key: string]: string } = {
  'payments.preset.no-election.title': 'Nobody is elected: everyone charges',
  'payments.preset.no-election.watch':
    'One customer, three servers, and no election: each server charges every invoice. The bank counts three charges for one.',
  'payments.preset.leader.title': 'A leader charges',
  'payments.preset.leader.watch':
    'Only the leader takes orders. It crashes after 1.15 s; the customer asks again until the next leader answers.',
  'payments.preset.twice.title': 'Charged twice',
  'payments.preset.twice.watch':
    'n1 checks that it leads, then stops for a second. Another leader charges; n1 wakes up and charges the same invoice.',
  'payments.preset.fenced-bank.title': 'A fence at the bank',
  'payments.preset.fenced-bank.watch':
    'The same pause. The bank has seen the token of the later leader and turns n1 away: one charge.',
  'payments.preset.fenced-database.title': 'A fence at the database only',
  'payments.preset.fenced-database.watch':
    'The same pause. The database turns n1 away, but only after the bank has charged twice: a fence guards its own door only.',
  'payments.preset.idempotent.title': 'A key made from the invoice',
  'payments.preset.idempotent.watch':
    'The same pause, no fence. n1 charges late, and the bank knows the key: no money moves.',
  'payments.preset.crash-between.title': 'A crash between charge and mark',
  'payments.preset.crash-between.watch':
    'The bank has a fence. n1 charges and crashes before the mark; the next leader has a higher token and charges again.',
  'payments.preset.granted-token.title': 'A lease runs out at the wrong moment',
  'payments.preset.granted-token.watch':
    'The holder of a Kubernetes lease stops with a charge in hand. Its lease runs out, another takes over, and the bank turns the late charge away.',
  'payments.preset.rank-token.title': 'A token that does not grow',
  'payments.preset.rank-token.watch':
    'Bully gives ranks, not terms. After n3 (token 3) comes n2 (token 2), and the bank turns every charge of it away.',
};
