/** The idea of each algorithm in one line, by its id: for the library and the command line. */
export const ideas: { readonly [id: string]: string } = {
  raft: 'A majority votes for one leader a term; the log decides who may win.',
  bully: 'The highest node that answers wins; silence counts as a crash.',
  ring: 'Everybody talks to its neighbour only; an id that comes all the way round has won.',
  paxos: 'A majority promises, a majority accepts; what may have been chosen is taken over.',
  'zookeeper-fle':
    'Servers exchange votes until a quorum names the fullest log; it leads once a quorum has it.',
  chubby:
    'A master with a lease, renewed before it ends; clients with sessions elect a primary by a lock.',
};
