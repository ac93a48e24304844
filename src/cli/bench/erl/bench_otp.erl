%% Benchmarks of behaviours, of hibernation, of two nodes and of plain code. See bench.erl.
-module(bench_otp).
-behaviour(gen_server).
-export([run/3, hibernating/1, start_child/1, child/1, echo/0, sink/2]).
-export([init/1, handle_call/3, handle_cast/2]).

run('call-gen-server', N, Timed) ->
    with_server(fun(Server) -> Timed(N, fun() -> calls(Server, N) end) end);
run(cast, N, Timed) ->
    with_server(fun(Server) ->
        Wave = fun() -> casts(Server, 10000), gen_server:call(Server, inc) end,
        Timed(10000 * N, fun() -> repeat(Wave, N) end)
    end);
run('supervisor-restart', N, Timed) ->
    % Few restarts for each: a supervisor walks through those of its period at every restart.
    All = [supervised(self()) || _ <- lists:seq(1, N div 20)],
    Result = Timed(N, fun() -> [restarts(Child, 20) || {_, Child} <- All] end),
    [begin unlink(Pid), exit(Pid, shutdown) end || {Pid, _} <- All],
    Result;
run('workers-round-trip', N, Timed) ->
    on_peer(fun(Node) ->
        Echo = spawn(Node, ?MODULE, echo, []),
        round_trips(Echo, 500),
        Timed(N, fun() -> round_trips(Echo, N) end)
    end);
run('workers-throughput', N, Timed) ->
    on_peer(fun(Node) ->
        Sink = spawn(Node, ?MODULE, sink, [self(), 1]),
        Timed(1000 * N, fun() -> stream(Sink, 0, N) end)
    end);
run('guard-calls', N, Timed) -> Timed(N, fun() -> repeat(fun() -> fib(20) end, N) end);
run('guard-loops', N, Timed) -> Timed(N, fun() -> repeat(fun() -> sorted(200) end, N) end).

with_server(Fun) ->
    {ok, Server} = gen_server:start_link(?MODULE, 0, []),
    Result = Fun(Server),
    unlink(Server),
    exit(Server, kill),
    Result.

init({supervisor, Main}) ->
    Child = #{id => child, start => {?MODULE, start_child, [Main]}, shutdown => brutal_kill},
    {ok, {#{strategy => one_for_one, intensity => 100, period => 1}, [Child]}};
init(State) -> {ok, State}.
handle_call(inc, _From, State) -> {reply, State + 1, State + 1}.
handle_cast(inc, State) -> {noreply, State + 1}.

calls(_, 0) -> ok;
calls(Server, N) -> gen_server:call(Server, inc), calls(Server, N - 1).

casts(_, 0) -> ok;
casts(Server, N) -> gen_server:cast(Server, inc), casts(Server, N - 1).

supervised(Main) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {supervisor, Main}),
    receive {up, Child} -> {Supervisor, Child} end.

start_child(Main) -> {ok, spawn_link(?MODULE, child, [Main])}.
child(Main) -> Main ! {up, self()}, receive never -> ok end.

restarts(_, 0) -> ok;
restarts(Child, N) ->
    exit(Child, kill),
    receive {up, Next} -> restarts(Next, N - 1) end.

hibernating(Sum) ->
    receive
        {inc, Value} -> erlang:hibernate(?MODULE, hibernating, [Sum + Value]);
        {sync, From} -> From ! ok, erlang:hibernate(?MODULE, hibernating, [Sum]);
        stop -> ok
    end.

%% Both nodes have one scheduler; the second one stays for the next question.
on_peer(Fun) ->
    case get_peer() of
        none ->
            {ok, _, Node} = peer:start(#{name => peer:random_name(), args => peer_args()}),
            persistent_term:put(?MODULE, Node),
            Fun(Node);
        Node -> Fun(Node)
    end.

get_peer() -> persistent_term:get(?MODULE, none).
peer_args() -> ["+S", "1:1", "-pa", filename:dirname(code:which(?MODULE))].

echo() ->
    receive
        {ping, From} -> From ! pong, echo();
        stop -> ok
    end.

round_trips(_, 0) -> ok;
round_trips(Echo, N) ->
    Echo ! {ping, self()},
    receive pong -> round_trips(Echo, N - 1) end.

%% In batches of a thousand, eight of which may be on their way: as the other side does it.
sink(Owner, N) ->
    receive
        {call, _, _} when N rem 1000 =:= 0 -> Owner ! acknowledged, sink(Owner, N + 1);
        {call, _, _} -> sink(Owner, N + 1)
    end.

stream(_, Sent, Sent) -> [receive acknowledged -> ok end || _ <- lists:seq(1, min(8, Sent))];
stream(Sink, Sent, N) ->
    case Sent >= 8 of
        true -> receive acknowledged -> ok end;
        false -> ok
    end,
    batch(Sink, self(), 1000),
    stream(Sink, Sent + 1, N).

batch(_, _, 0) -> ok;
batch(Sink, Me, N) -> Sink ! {call, Me, [N, a]}, batch(Sink, Me, N - 1).

repeat(_, 0) -> ok;
repeat(Fun, N) -> Fun(), repeat(Fun, N - 1).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

sorted(N) -> sorted(N, 1, []).
sorted(0, _, Sorted) -> Sorted;
sorted(N, Seed, Sorted) ->
    Next = Seed * 16807 rem 2147483647,
    sorted(N - 1, Next, insert(Next, Sorted)).

insert(X, [Y | Rest]) when Y < X -> [Y | insert(X, Rest)];
insert(X, Rest) -> [X | Rest].
