package ingest

import "testing"

func TestLanguage(t *testing.T) {
	tests := []struct{ want, text string }{
		{"en", "The president of Chile met his Argentine counterpart in Santiago on Tuesday."},
		{"en", "Putin meets Kim"},
		{"en", "Markets: Dow 34,000 +0.2%; FTSE 7,500 -0.1%; Nikkei 33,000 +1.1%; DAX 15,800; CAC 40 7,200; Hang Seng 18,000"},
		{"en", "Paris, Lyon, Marseille, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille"},
		{"en", "La Niña and El Niño are the names of two phases of a cycle in the Pacific, the agency said."},
		{"en", "“Il est mort”, the minister told Le Monde in Paris after the attack on the bus."},
		{"es", "El presidente de Chile se reunió el martes con su homólogo argentino en Santiago para firmar un acuerdo."},
		{"fr", "Le ministre français des affaires étrangères a rencontré son homologue allemand à Berlin, selon un communiqué."},
		{"de", "Der Bundeskanzler traf am Dienstag den französischen Präsidenten in Paris, um über die Lage zu sprechen."},
		{"it", "Il presidente del Consiglio ha incontrato a Roma il cancelliere tedesco per un colloquio sulla crisi."},
		{"pt", "O presidente do Brasil reuniu-se na terça-feira com o seu homólogo em Brasília para assinar um acordo."},
		{"nl", "De minister van Buitenlandse Zaken heeft dinsdag met zijn Duitse collega gesproken over de situatie in het land."},
		{"sv", "Statsministern träffade på tisdagen sin finska kollega för att tala om det nya avtalet, enligt ett uttalande."},
		{"pl", "Prezydent spotkał się we wtorek z ministrem obrony, aby omówić sytuację na granicy, która jest bardzo napięta."},
		{"tr", "Cumhurbaşkanı salı günü Ankara'da bir basın toplantısı düzenledi ve bu konuda daha çok bilgi vermek için çağrıda bulundu."},
		{"id", "Presiden bertemu dengan menteri pertahanan pada hari Selasa untuk membahas situasi yang terjadi di perbatasan itu."},
		{"ru", "Президент встретился во вторник с министром обороны, чтобы обсудить положение на границе."},
		{"uk", "Президент зустрівся у вівторок із міністром оборони, щоб обговорити становище на кордоні країни."},
		{"ar", "التقى الرئيس يوم الثلاثاء وزير الدفاع لبحث الوضع على الحدود"},
		{"zh", "总统星期二会见了国防部长，讨论边境局势，双方签署了一项协议。"},
		{"ja", "大統領は火曜日に国防相と会談し、国境の情勢について話し合った。"},
		{"el", "Ο πρόεδρος συναντήθηκε την Τρίτη με τον υπουργό Άμυνας για να συζητήσουν."},
	}
	for _, c := range tests {
		d := draft{Article: Article{Text: c.text}}
		code := "en"
		if err := d.setLanguage(false); err != nil {
			code = d.Language
		}
		if code != c.want {
			t.Errorf("%q: got %s, want %s", c.text, code, c.want)
		}
	}
}

func TestDeclaredLanguage(t *testing.T) {
	for declared, want := range map[string]string{"en-GB": "en", "eng": "en", "fr_FR": "fr", "French": "fr", "": "en", "x-default": "en", "ka": "ka"} {
		d := draft{Article: Article{Text: "Rendez-vous.", Language: declared}}
		d.setLanguage(true)
		if d.Language != want {
			t.Errorf("declared %q: got %s, want %s", declared, d.Language, want)
		}
	}
}
