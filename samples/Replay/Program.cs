using ValueSettlement.Replay;
using ValueSettlement.Replay.Output;

return new Application(Screen.Terminal()).Run(args);
