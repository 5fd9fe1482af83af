using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Tests;

/// <summary>How single cells are read.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("1234567", "1234567", 0, false)]
    [InlineData("1,234,567", "1234567", 0, false)]
    [InlineData("-5,179,851", "-5179851", 0, false)]
    [InlineData("$613084880.40", "613084880.4", 1, false)]
    [InlineData("$-9187354.55", "-9187354.55", 2, false)]
    [InlineData("-$5.00", "-5", 0, false)]
    [InlineData("(1,234.50)", "-1234.5", 1, false)]
    [InlineData("\u22125", "-5", 0, false)]
    [InlineData("+5", "5", 0, false)]
    [InlineData("7.17%", "7.17", 2, true)]
    [InlineData("0.023373146%", "0.023373146", 9, true)]
    [InlineData("89.41 %", "89.41", 2, true)]
    [InlineData("50087988.0", "50087988", 0, false)]
    [InlineData("0.9312999999999999", "0.9313", 4, false)]
    [InlineData("93.13000000000001", "93.13", 2, false)]
    [InlineData("0.92168141", "0.92168141", 8, false)]
    [InlineData("1.5E3", "1500", 0, false)]
    [InlineData("1e-05", "0.00001", 5, false)]
    [InlineData(".5", "0.5", 1, false)]
    [InlineData("5.", "5", 0, false)]
    [InlineData("-0", "0", 0, false)]
    [InlineData("$-", "0", 0, false)]
    [InlineData("$ -", "0", 0, false)]
    [InlineData("$\u2013", "0", 0, false)]
    [InlineData("$(1,978,276)", "-1978276", 0, false)]
    [InlineData("$ (1,978,276.50)", "-1978276.5", 1, false)]
    [InlineData("($1,978,276)", "-1978276", 0, false)]
    public void A_number_in_any_fashion(string text, string value, int decimals, bool percent)
    {
        var numeral = Numeral.Parse(text);

        Assert.Equal(new Numeral(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), decimals, percent), numeral);
    }

    [Theory]
    [InlineData("12,34")]
    [InlineData("1.234,5")]
    [InlineData("1,23")]
    [InlineData("12 345")]
    [InlineData("1,2345")]
    [InlineData("--5")]
    [InlineData("-$-5")]
    [InlineData("(5")]
    [InlineData("(-5)")]
    [InlineData("$(-5)")]
    [InlineData("-$(5)")]
    [InlineData("($(5))")]
    [InlineData("$(5")]
    [InlineData("$")]
    [InlineData("$()")]
    [InlineData("$--")]
    [InlineData("5%%")]
    [InlineData("5$")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e99")]
    [InlineData("9999999999999999")]
    [InlineData("\u0661\u0662")]
    [InlineData("0x10")]
    [InlineData("")]
    public void What_is_not_clearly_a_number_is_not_one(string text) => Assert.Null(Numeral.Parse(text));

    [Fact]
    public void A_very_long_number_is_refused_and_not_read() => Assert.Null(Numeral.Parse(new string('1', 1_000)));

    [Theory]
    [InlineData("", nameof(CellKind.Blank))]
    [InlineData("   ", nameof(CellKind.Blank))]
    [InlineData(".", nameof(CellKind.Blank))]
    [InlineData("nan", nameof(CellKind.Blank))]
    [InlineData("NULL", nameof(CellKind.Blank))]
    [InlineData("*", nameof(CellKind.Suppressed))]
    [InlineData("-", nameof(CellKind.NotApplicable))]
    [InlineData("\u2013", nameof(CellKind.NotApplicable))]
    [InlineData("N/A", nameof(CellKind.NotApplicable))]
    [InlineData("0", nameof(CellKind.Known))]
    [InlineData("P4R", nameof(CellKind.Known))]
    [InlineData("-1", nameof(CellKind.Known))]
    public void What_is_not_there_is_one_of_three_things_and_never_zero(string text, string kind) =>
        Assert.Equal(kind, Cell.Of(text, "column").Kind.ToString());

    [Theory]
    [InlineData("7/1/2012", 2012, 7, 1)]
    [InlineData("07/01/2012", 2012, 7, 1)]
    [InlineData("1/1/16", 2016, 1, 1)]
    [InlineData("1/1/16 00:00", 2016, 1, 1)]
    [InlineData("01/01/2016 12:00:00 AM", 2016, 1, 1)]
    [InlineData("2016-01-01", 2016, 1, 1)]
    [InlineData("2016-01-01T00:00:00Z", 2016, 1, 1)]
    [InlineData("2016-01-01 00:00:00", 2016, 1, 1)]
    [InlineData("1-Jan-16", 2016, 1, 1)]
    [InlineData("01JAN2016", 2016, 1, 1)]
    [InlineData("January 1, 2016", 2016, 1, 1)]
    [InlineData("42370", 2016, 1, 1)]
    public void A_date_in_any_fashion(string text, int year, int month, int day) =>
        Assert.Equal(new NodaTime.LocalDate(year, month, day), Dates.Parse(text));

    [Theory]
    [InlineData("31/12/2016")]
    [InlineData("2016")]
    [InlineData("12345")]
    [InlineData("1/1/2016 99:99")]
    [InlineData("1/1/1999")]
    [InlineData("1/1/2016 noon")]
    [InlineData("yesterday")]
    public void What_is_not_an_agreement_date_is_refused(string text) => Assert.Null(Dates.Parse(text));
}
