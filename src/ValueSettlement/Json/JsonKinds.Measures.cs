using System.Text.Json.Serialization;

namespace ValueSettlement.Measures;

[JsonPolymorphic(TypeDiscriminatorPropertyName = JsonKinds.Member)]
[JsonDerivedType(typeof(AchievementPoints), "achievement-points")]
[JsonDerivedType(typeof(BandPoints), "band-points")]
[JsonDerivedType(typeof(BestOf), "best-of")]
[JsonDerivedType(typeof(DecilePoints), "decile-points")]
[JsonDerivedType(typeof(ImprovementPoints), "improvement-points")]
[JsonDerivedType(typeof(ImprovementScale), "improvement-scale")]
[JsonDerivedType(typeof(ImprovementTarget), "improvement-target")]
[JsonDerivedType(typeof(JudgedPoints), "judged-points")]
[JsonDerivedType(typeof(ScalePoints), "scale-points")]
[JsonDerivedType(typeof(SumOf), "sum-of")]
public abstract partial record PointsRule;
