#include "geo/locator.h"

#include <gtest/gtest.h>

#include <regex>

#include "geo/borders.h"
#include "geo/geojson.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace {

const geo::Geometry kSquare = geo::Polygon{{{{-3, 102}, {-3, 103}, {-2, 103}, {-2, 102}, {-3, 102}}}};

TEST(Locator, SaysInWordsWhatItShows) {
  const auto svg =
      geo::locator_svg({.whole = &kSquare, .title = "Letak Goa <A>", .description = "Di barat & jauh"});
  EXPECT_NE(svg.find("role=\"img\" aria-labelledby=\"mt md\""), svg.npos);
  EXPECT_NE(svg.find("<title id=\"mt\">Letak Goa &lt;A&gt;</title>"), svg.npos);
  EXPECT_NE(svg.find("<desc id=\"md\">Di barat &amp; jauh</desc>"), svg.npos);
}

TEST(Locator, IsStyledByClassesOnly) {
  const auto svg =
      geo::locator_svg({.whole = &kSquare, .mark = geo::LocatorMark{{-2.5, 102.5}, "Goa", 20'000}});
  EXPECT_EQ(svg.find("style"), svg.npos);
  EXPECT_EQ(svg.find("fill"), svg.npos);
  EXPECT_NE(svg.find("class=\"un\""), svg.npos);
  EXPECT_NE(svg.find("class=\"pt\" cx=\"180\" cy=\"18"), svg.npos);
}

TEST(Locator, APlaceThatIsKnownWellHasNoCircleOfDoubt) {
  const auto svg = geo::locator_svg({.whole = &kSquare, .mark = geo::LocatorMark{{-2.5, 102.5}, "Goa", 30}});
  EXPECT_EQ(svg.find("class=\"un\""), svg.npos);
}

TEST(Locator, TheScaleBarIsARoundNumberOfKilometres) {
  const auto svg = geo::locator_svg({.whole = &kSquare});
  EXPECT_NE(svg.find(">20 km</text>"), svg.npos);  // a degree is 111 km; a fifth of the frame is 22
}

TEST(Locator, DrawsTheLineOrAreaThatIsMarked) {
  const geo::Geometry road = geo::Line{{{-2.8, 102.2}, {-2.2, 102.8}}};
  EXPECT_NE(geo::locator_svg({.whole = &kSquare, .shape = &road}).find("<path class=\"sh\" d=\"M"),
            std::string::npos);
  const geo::Geometry park = geo::Polygon{{{{-2.8, 102.2}, {-2.2, 102.8}, {-2.8, 102.8}, {-2.8, 102.2}}}};
  const auto svg = geo::locator_svg({.whole = &kSquare, .shape = &park});
  EXPECT_NE(svg.find("<path class=\"sh in\" d=\"M"), std::string::npos);
}

TEST(Locator, OfARealRegencyFitsInFiveKilobytes) {
  SKIP_WITHOUT_SHARED_DATA();
  const auto read = [](const char* name) {
    auto features = geo::parse_features(support::read_file(support::shared_file(name)));
    std::vector<geo::Geometry> out;
    for (auto& feature : *features) out.push_back(std::move(*feature.geometry));
    return out;
  };
  const auto regency = read("sarolangun/sarolangun_kabupaten.geojson");
  const auto districts = read("sarolangun/sarolangun_kecamatan.geojson");
  const auto villages = read("sarolangun/sarolangun_desa.geojson");
  std::vector<const geo::Geometry*> parts;
  for (const auto& d : districts) parts.push_back(&d);
  const auto borders = geo::common_borders(parts, 1000);
  for (const auto& village : villages) {
    const auto svg = geo::locator_svg({.whole = &regency[0],
                                       .inner_borders = borders,
                                       .district = &districts[1],
                                       .village = &village,
                                       .mark = geo::LocatorMark{{-2.61, 102.39}, "Napal Melintang", 7000},
                                       .town = geo::LocatorMark{{-2.3, 102.71}, "Pasar Sarolangun"}});
    EXPECT_LE(svg.size(), 5000u);
  }
}

}  // namespace
