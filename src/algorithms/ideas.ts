/** The idea of each algorithm in one line, by its id: for the library and the command line. */
export const ideas: { readonly [id: string]: string } = {
  raft: 'A majority votes for one leader a term; the log decides who may win.',
  bully: 'The highest node that answers wins; silence counts as a crash.',
  ring: 'Everybody talks to its neighbour only; an id that comes all the way round has won.',
  paxos: 'A majority promises, a majority accepts; what may have been chosen is taken over.',
  'zookeeper-fle':
    'Servers exchange votes until a quorum names the fullest log; it leads once a quorum has it.',
  zookeeper:
    'Candidates queue up in a service; the first leads, and everybody watches the one before.',
  chubby:
    'A master with a lease, renewed before it ends; clients with sessions elect a primary by a lock.',
  consul:
    'Servers keep sessions by their TTL; a session holds a lock, and who lost it lets it rest a while.',
  kubernetes:
    'One record, written only by who has read it last; who sees it unchanged for a lease takes it over.',
  etcd: 'A key with a lease each, in a store that Raft replicates; the oldest key leads, the next waits for its end.',
};
