#!/usr/bin/env python3
"""Stories of people over several pages, with the real program on both databases: stories_test.py [sqlite|postgresql]"""
import re
import sys
import unittest

import serumpun

DATABASE = sys.argv.pop(1) if len(sys.argv) > 1 and sys.argv[1] in ("sqlite", "postgresql") else "sqlite"

FILE = """nama;jenis;desa;kecamatan;lintang;bujur;sumber
Curup Pertama;air terjun;Napal Melintang;Limun;-2,6149;102,3951;survei dinas
Curup Kedua;air terjun;Berkun;Limun;-2,6464;102,5343;survei dinas
Curup Ketiga;air terjun;Napal Melintang;Limun;-2,6201;102,4003;survei dinas
"""


class Stories(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        url = None
        if DATABASE == "postgresql" and (url := serumpun.private_postgres()) is None:
            raise unittest.SkipTest("PostgreSQL is not installed")
        cls.server = serumpun.Server(url)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def test_an_import_is_undone_but_for_what_someone_changed_since(self):
        officer = self.server.signed_in("officer")
        officer.open("/kerja/impor")
        officer.send("/kerja/impor", data="potential/wisata", file=("berkas", "curup.csv", FILE))
        batch = officer.path
        officer.send(batch, do="simpan")
        self.assertIn("3", officer.text())
        records = {name: path for path, name in self.inventory(officer) if name.startswith("Curup ")}
        self.assertEqual(set(records), {"Curup Pertama", "Curup Kedua", "Curup Ketiga"})

        officer.open(records["Curup Kedua"] + "/ubah")
        officer.send(records["Curup Kedua"] + "/ubah", name="Curup Kedua Indah")
        self.assertEqual(officer.path, records["Curup Kedua"])
        officer.open(batch + "/batal")
        officer.send(batch + "/batal")

        left = {name for _, name in self.inventory(officer) if name.startswith("Curup ")}
        self.assertEqual(left, {"Curup Kedua Indah"})
        # The one that stays is named with who changed it, so that the two can talk.
        officer.open(batch)
        self.assertIn(records["Curup Kedua"], officer.page)
        self.assertIn("Petugas data (contoh)", officer.text())

    def test_two_sources_that_disagree_are_both_shown(self):
        visitor = self.server.visitor()
        visitor.open("/wilayah")
        self.assertIn("313.097", visitor.text())
        self.server.command(
            "import", "observations", "-",
            text="kode,indikator,nama_indikator,nama_indikator_en,nilai,satuan,sumber,tanggal,kepastian\n"
                 "15.03,population,Jumlah penduduk,Population,298077,orang,Sensus Penduduk (uji),2024-12,dinyatakan\n")
        visitor.open("/wilayah?lagi")  # a page that nobody has asked for yet
        said = visitor.text()
        for part in ("313.097", "Dukcapil", "298.077", "Sensus Penduduk (uji)"):
            self.assertIn(part, said)

    def test_what_a_resident_reports_reaches_the_office_in_charge_and_nobody_else(self):
        resident = self.server.visitor()
        resident.open("/potensi/wisata")
        place = re.search(r'href="(/potensi/wisata/[^"/?]+)"', resident.page)[1]
        resident.open(place + "/keliru")
        resident.send(place + "/keliru", subject="road", message="Jembatan gantung putus sejak Senin", contact="")
        self.assertEqual(resident.path, place)

        officer = self.server.signed_in("officer")
        officer.open("/kerja/laporan")
        self.assertIn("Jembatan gantung putus sejak Senin", officer.text())
        stranger = self.server.signed_in("planner")
        stranger.open("/kerja/laporan")
        self.assertEqual(stranger.status, 403)
        self.assertNotIn("Jembatan", stranger.text())

        report = re.search(r'action="(/kerja/laporan/[^"]+)"', officer.page)[1]
        officer.send(report, answer="Sudah diperbaiki, terima kasih")
        officer.open("/kerja/laporan")
        self.assertNotIn("Jembatan gantung putus sejak Senin", officer.text())
        officer.open("/kerja/laporan?lihat=dijawab")
        self.assertIn("Sudah diperbaiki, terima kasih", officer.text())

    def inventory(self, officer):
        """(path, name) of every record that this person's office has."""
        rows, path = [], "/kerja/potensi?keadaan=draft"
        officer.open(path)
        return re.findall(r'href="(/kerja/potensi/[0-9a-f-]{36})"[^>]*>([^<]+)<', officer.page)


if __name__ == "__main__":
    unittest.main()
