namespace ValueSettlement.Population;

/// <summary>Something that several threads do together, each with a number of its own.</summary>
internal interface IShared
{
    void Do(int worker);
}

/// <summary>
/// Threads that stay: a thread that is only started when rows are waiting is too late for a pass of a few milliseconds. They sleep between
/// passes and do not keep a process alive. A second caller at the same time works alone, which changes no result.
/// </summary>
internal static class Workers
{
    private static readonly Lock Gate = new();
    private static readonly List<Worker> Crew = [];

    public static void Run(int threads, IShared work)
    {
        if (threads == 1 || !Gate.TryEnter())
        {
            work.Do(0);
            return;
        }

        try
        {
            while (Crew.Count < threads - 1)
            {
                Crew.Add(new Worker(Crew.Count + 1));
            }

            for (var i = 0; i < threads - 1; i++)
            {
                Crew[i].Start(work);
            }

            var failure = Attempt(work, 0);
            for (var i = 0; i < threads - 1; i++)
            {
                failure = Crew[i].Wait() ?? failure;
            }

            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            Gate.Exit();
        }
    }

#pragma warning disable CA1031 // An exception on a worker's thread would end the process; it is thrown again where the caller waits.
    private static Exception? Attempt(IShared work, int worker)
    {
        try
        {
            work.Do(worker);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
#pragma warning restore CA1031

#pragma warning disable CA1001 // A worker lives as long as the process, and so do the handles of its thread.
    private sealed class Worker
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim begin = new(0);
        private readonly SemaphoreSlim done = new(0);
        private readonly int number;
        private IShared? work;
        private Exception? failure;

        public Worker(int number)
        {
            this.number = number;
            new Thread(Loop) { IsBackground = true, Name = "ValueSettlement population" }.Start();
        }

        public void Start(IShared next)
        {
            work = next;
            begin.Release();
        }

        public Exception? Wait()
        {
            done.Wait();
            return failure;
        }

        private void Loop()
        {
            while (true)
            {
                begin.Wait();
                failure = Attempt(work!, number);
                work = null;
                done.Release();
            }
        }
    }
}
