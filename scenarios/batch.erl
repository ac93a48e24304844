-module(batch).
%% Many scenarios on one BEAM: reads one on each line of stdin, answers with the trace that
%% oracle.erl prints for it and a last line {"end": "done"} or {"end": "void", "why": ...}: the
%% scenario breaks the language's rules. oracle.erl stays as it is, compiled with +export_all; a
%% scenario's whole system, root included, lives under a group leader of its own and is killed at
%% its end, so that the next one begins with nothing: no process, name, table, timer or message.
%%   erlc +export_all oracle.erl batch.erl && erl -noshell -run batch main

-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    ok = io:setopts(standard_io, [binary]),
    next(group_leader()).

next(Io) ->
    case io:get_line("") of
        Line when is_binary(Line) ->
            oracle:out(answer(Line, Io)),
            next(Io);
        _ ->
            halt(0)
    end.

answer(Line, Io) ->
    Leader = spawn(fun() -> forward(Io) end),
    Begin = fun() -> group_leader(Leader, self()), run(Line) end,
    {Root, Ref} = spawn_monitor(Begin),
    Reason = receive {'DOWN', Ref, process, Root, Why} -> Why end,
    sweep(Leader),
    exit(Leader, kill),
    case Reason of
        normal -> [{<<"end">>, <<"done">>}];
        _ -> [{<<"end">>, <<"void">>}, {<<"why">>, iolist_to_binary(io_lib:format("~0P", [Reason, 20]))}]
    end.

%% oracle:main/1 without the file and the halt.
run(Line) ->
    {Scenario, _} = oracle:jdec(oracle:ws(Line)),
    process_flag(trap_exit, true),
    ets:new(tr, [named_table, public, ordered_set]),
    ets:new(nm, [named_table, public, set]),
    Root = self(),
    ets:insert(nm, [{{name, <<"root">>}, Root}, {{pid, Root}, <<"root">>}]),
    Obs = spawn(fun() -> oracle:obs(Root) end),
    put(obs, Obs),
    ets:insert(nm, {obs, Obs}),
    oracle:out([{<<"scenario">>, oracle:g(<<"name">>, Scenario)}]),
    lists:foldl(fun(Step, I) -> oracle:step(I, Step), I + 1 end, 1, oracle:g(<<"steps">>, Scenario)).

forward(Io) ->
    receive Request -> Io ! Request end,
    forward(Io).

%% Until nobody is left: a supervisor may start children while we look.
sweep(Leader) ->
    case [P || P <- processes(), process_info(P, group_leader) =:= {group_leader, Leader}] of
        [] -> ok;
        Left ->
            Refs = [begin R = monitor(process, P), exit(P, kill), R end || P <- Left],
            [receive {'DOWN', R, process, _, _} -> ok end || R <- Refs],
            sweep(Leader)
    end.
