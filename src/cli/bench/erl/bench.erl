%% The runtime benchmarks on the BEAM, one at a time as asked over stdin: a line "NAME SIZE" is
%% answered by "ok OPERATIONS NANOSECONDS" (or, for bytes, "ok BYTES PROCESSES").
%% The same work as src/cli/bench/programs; there a process is a generator or a handler.
-module(bench).
-export([main/0]).
-export([pong/0, ring_node/1, thread_node/1, sender/3, all_to_all/2, nothing/0, reply/1, idle/1,
         server/1]).

main() ->
    case io:get_line("") of
        eof -> halt();
        Line ->
            [Name, Size] = string:lexemes(Line, " \n"),
            {A, B} = alone(fun() -> run(list_to_atom(Name), list_to_integer(Size)) end),
            io:format("ok ~p ~p~n", [A, B]),
            main()
    end.

%% In a process of its own, so that no benchmark inherits another one's heap.
alone(Fun) ->
    Me = self(),
    {Pid, Ref} = spawn_monitor(fun() -> Me ! {self(), Fun()} end),
    receive
        {Pid, Result} -> receive {'DOWN', Ref, _, _, _} -> Result end;
        {'DOWN', Ref, _, _, Reason} -> io:format("failed ~0p~n", [Reason]), halt(1)
    end.

run('ping-pong', N) ->
    timed(2 * N, fun() -> Pong = spawn(?MODULE, pong, []), ping(Pong, N), Pong ! stop end);
run(ring, N) ->
    timed(1000 * N, fun() ->
        First = ring(self(), 999),
        ring_laps(First, N),
        First ! stop,
        receive stop -> ok end
    end);
run(threadring, N) ->
    timed(N, fun() ->
        Link = fun(_, Next) -> spawn(?MODULE, thread_node, [Next]) end,
        First = lists:foldl(Link, self(), lists:seq(1, 99)),
        First ! N,
        thread_first(First)
    end);
run('fan-in', N) -> timed(50000 * N, fun() -> fan_in(N) end);
run(big, N) ->
    timed(2 * N * (N - 1), fun() ->
        Me = self(),
        All = [spawn(?MODULE, all_to_all, [Me, N]) || _ <- lists:seq(1, N)],
        [Pid ! {all, All} || Pid <- All],
        [receive done -> ok end || _ <- All]
    end);
run('spawn-exit', N) -> timed(N, fun() -> spawn_exit(N) end);
run('spawn-reply', N) -> timed(N, fun() -> spawn_reply(N) end);
run('spawn-live', N) ->
    {All, Nanos} = clocked(fun() -> live(?MODULE, idle, N) end),
    [Pid ! stop || Pid <- All],
    {N, Nanos};
run('bytes-plain', N) -> bytes(?MODULE, idle, N);
run('bytes-hibernated', N) -> bytes(bench_otp, hibernating, N);
run('selective-receive', N) ->
    [self() ! {no, I} || I <- lists:seq(1, 10000)],
    timed(N, fun() -> selective(N) end);
run('call-raw', N) ->
    Server = spawn(?MODULE, server, [0]),
    Result = timed(N, fun() -> call(Server, N) end),
    Server ! stop,
    Result;
run('link-exit', N) -> process_flag(trap_exit, true), timed(N, fun() -> link_exit(N) end);
run('monitor-down', N) -> timed(N, fun() -> monitor_down(N) end);
run(timers, N) ->
    timed(N, fun() ->
        [erlang:send_after(1 + I rem 20, self(), due) || I <- lists:seq(0, N - 1)],
        [receive due -> ok end || _ <- lists:seq(1, N)]
    end);
run(Name, N) -> bench_otp:run(Name, N, fun timed/2).

timed(Operations, Fun) ->
    {_, Nanos} = clocked(Fun),
    {Operations, Nanos}.

clocked(Fun) ->
    Started = erlang:monotonic_time(nanosecond),
    Result = Fun(),
    {Result, erlang:monotonic_time(nanosecond) - Started}.

pong() ->
    receive
        {ping, From} -> From ! pong, pong();
        stop -> ok
    end.

ping(_, 0) -> ok;
ping(Pong, N) ->
    Pong ! {ping, self()},
    receive pong -> ping(Pong, N - 1) end.

ring(Next, 0) -> Next;
ring(Next, N) -> ring(spawn(?MODULE, ring_node, [Next]), N - 1).

ring_node(Next) ->
    receive
        {token, _} = Message -> Next ! Message, ring_node(Next);
        stop -> Next ! stop
    end.

ring_laps(_, 0) -> ok;
ring_laps(First, N) ->
    First ! {token, N},
    receive {token, _} -> ring_laps(First, N - 1) end.

thread_node(Next) ->
    receive
        N when is_integer(N), N =< 0 -> Next ! (N - 1);
        N -> Next ! (N - 1), thread_node(Next)
    end.

thread_first(Next) ->
    receive
        N when N =< 0 -> ok;
        N -> Next ! (N - 1), thread_first(Next)
    end.

fan_in(0) -> ok;
fan_in(N) ->
    [spawn(?MODULE, sender, [self(), Id, 500]) || Id <- lists:seq(1, 100)],
    count(50000),
    fan_in(N - 1).

sender(_, _, 0) -> ok;
sender(To, Id, N) -> To ! {inc, Id, N}, sender(To, Id, N - 1).

count(0) -> ok;
count(N) -> receive {inc, _, _} -> count(N - 1) end.

all_to_all(Parent, N) ->
    receive
        {all, All} ->
            Me = self(),
            [Pid ! {ping, Me} || Pid <- All, Pid =/= Me],
            all_to_all(Parent, N - 1, N - 1)
    end.

all_to_all(Parent, 0, 0) -> Parent ! done;
all_to_all(Parent, Pings, Pongs) ->
    receive
        {ping, From} -> From ! {pong, self()}, all_to_all(Parent, Pings - 1, Pongs);
        {pong, _} -> all_to_all(Parent, Pings, Pongs - 1)
    end.

nothing() -> ok.

reply(To) -> To ! done.

spawn_exit(0) -> ok;
spawn_exit(N) -> spawn(?MODULE, nothing, []), spawn_exit(N - 1).

spawn_reply(0) -> ok;
spawn_reply(N) ->
    spawn(?MODULE, reply, [self()]),
    receive done -> spawn_reply(N - 1) end.

idle(Sum) ->
    receive
        {inc, Value} -> idle(Sum + Value);
        {sync, From} -> From ! ok, idle(Sum);
        stop -> ok
    end.

%% So many processes, each of which has handled one message.
live(Module, Function, N) ->
    All = live(Module, Function, N, []),
    [Pid ! {inc, 1} || Pid <- All],
    sync(hd(All)),
    sync(lists:last(All)),
    All.

live(_, _, 0, All) -> All;
live(Module, Function, N, All) ->
    live(Module, Function, N - 1, [spawn(Module, Function, [0]) | All]).

sync(Pid) -> Pid ! {sync, self()}, receive ok -> ok end.

bytes(Module, Function, N) ->
    erlang:garbage_collect(),
    Before = erlang:memory(processes),
    All = live(Module, Function, N),
    timer:sleep(200),
    erlang:garbage_collect(),
    Bytes = erlang:memory(processes) - Before,
    [Pid ! stop || Pid <- All],
    {Bytes, N}.

selective(0) -> ok;
selective(N) ->
    self() ! {yes, N},
    receive {yes, _} -> selective(N - 1) end.

server(N) ->
    receive
        {call, From, Ref, inc} -> From ! {reply, Ref, N + 1}, server(N + 1);
        stop -> ok
    end.

call(_, 0) -> ok;
call(Server, N) ->
    Ref = make_ref(),
    Server ! {call, self(), Ref, inc},
    receive {reply, Ref, _} -> call(Server, N - 1) end.

link_exit(0) -> ok;
link_exit(N) ->
    Pid = spawn_link(?MODULE, nothing, []),
    receive {'EXIT', Pid, _} -> link_exit(N - 1) end.

monitor_down(0) -> ok;
monitor_down(N) ->
    {Pid, Ref} = spawn_monitor(?MODULE, nothing, []),
    receive {'DOWN', Ref, _, Pid, _} -> monitor_down(N - 1) end.
